"""Makes gguf/dequantize.safetensors: random blocks of every quantised type and what gguf.quants.dequantize makes of them.

Pinned: gguf 0.19.0, numpy 2, safetensors 0.8.0. Run from this folder: python make_gguf_fixtures.py
"""
import hashlib
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize
from safetensors.numpy import save_file

OUT = Path(__file__).parent / "gguf"
# Where the f16 scales lie in a block: they are kept finite, since inf - inf has no one answer.
SCALES = {"Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208]}


def random_blocks(name: str, blocks: int, rng: np.random.Generator) -> np.ndarray:
    size = GGML_QUANT_SIZES[Type[name]][1]
    data = rng.integers(0, 256, (blocks, size), dtype=np.uint8)
    for offset in SCALES[name]:
        half = np.ascontiguousarray(data[:, offset:offset + 2]).view(np.uint16)
        half[(half & 0x7C00) == 0x7C00] ^= 0x4000
        data[:, offset:offset + 2] = half.view(np.uint8)
    # The edges: zero, the smallest subnormal, the largest value, minus zero.
    for row, edge in enumerate([0x0000, 0x0001, 0x7BFF, 0x8000]):
        for offset in SCALES[name]:
            data[row, offset:offset + 2] = np.array([edge], np.uint16).view(np.uint8)
    return data


def main() -> None:
    rng = np.random.default_rng(20240917)
    tensors: dict[str, np.ndarray] = {}
    for name in SCALES:
        blocks = 16 if name.endswith("K") else 64
        data = random_blocks(name, blocks, rng)
        tensors[f"{name}.bytes"] = data
        tensors[f"{name}.values"] = dequantize(data, Type[name]).astype(np.float32)
        assert tensors[f"{name}.values"].size == blocks * GGML_QUANT_SIZES[Type[name]][0]
    # Every 16-bit pattern that is not a NaN, as binary16 and as bfloat16: the digest of the fp32 bytes is enough.
    metadata = {}
    every = np.arange(65536, dtype=np.uint16)
    for name, exponent in (("F16", 0x7C00), ("BF16", 0x7F80)):
        numbers = every[(every & 0x7FFF) <= exponent]
        values = dequantize(numbers.view(np.uint8), Type[name]).astype(np.float32)
        metadata[f"{name}.sha256"] = hashlib.sha256(values.tobytes()).hexdigest()
    OUT.mkdir(exist_ok=True)
    save_file(tensors, OUT / "dequantize.safetensors", metadata=metadata)


if __name__ == "__main__":
    main()
