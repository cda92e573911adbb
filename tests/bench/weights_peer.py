"""Widening of stored weights, Tunesmith's weights_bench beside gguf.quants (numpy), one after the other on one thread: MB of fp32 a second.
usage: weights_peer.py BIN/weights_bench"""
import json
import os
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize

VALUES = 2 << 20


def peer(name: str) -> float:
    """MB of fp32 a second, best of five; 0 where gguf.quants does not read the type."""
    if name not in Type.__members__ or name == "F32":  # which is a view there, no copy
        return 0.0
    values, size = GGML_QUANT_SIZES[Type[name]]
    data = np.random.default_rng(7).integers(0, 256, (VALUES // values // 256, 256 * size), dtype=np.uint8)
    best = float("inf")
    try:
        with np.errstate(all="ignore"):
            for _ in range(5):
                start = time.perf_counter()
                dequantize(data, Type[name])
                best = min(best, time.perf_counter() - start)
    except (NotImplementedError, ValueError):
        return 0.0
    return VALUES * 4 / best / 1e6


lines = subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout.splitlines()
print(f"{'type':12} {'tunesmith':>10} {'plain loop':>11} {'gguf.quants':>12} {'ratio':>7}   (MB of fp32 a second, one thread)")
for line in lines:
    ours = json.loads(line)
    theirs = peer(ours["type"])
    ratio = f"{ours['mb_per_second'] / theirs:.1f}" if theirs else "-"
    print(f"{ours['type']:12} {ours['mb_per_second']:10.0f} {ours['plain_mb_per_second']:11.0f} {theirs:12.0f} {ratio:>7}")
