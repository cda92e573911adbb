"""Makes gguf/dequantize.safetensors: random blocks of every quantised type and what gguf.quants.dequantize makes of them, and every code of
the 8-bit floats and what torch makes of it.

Q8_1 and Q8_K, which gguf.quants does not dequantise, are what their definition says: the scale times the value. Q8_1 has 36 bytes, as in
ggml (the table of the gguf package says 40). Pinned: gguf 0.19.0, torch 2.15.0, numpy 2, safetensors 0.8.0. Run from this folder: python make_gguf_fixtures.py
"""
import hashlib
from pathlib import Path

import numpy as np
import torch
from gguf import GGMLQuantizationType as Type
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize
from safetensors.numpy import save_file

OUT = Path(__file__).parent / "gguf"
# Where the f16 scales lie in a block: they are kept finite, since inf - inf has no one answer.
SCALES = {"Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q8_1": [0], "Q2_K": [80, 82], "Q3_K": [108],
          "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "Q8_K": [], "IQ4_NL": [0], "IQ4_XS": [0], "TQ1_0": [52], "TQ2_0": [64],
          "MXFP4": [], "NVFP4": []}
BLOCK = {name: GGML_QUANT_SIZES[Type[name]] for name in SCALES} | {"Q8_1": (32, 36)}
EIGHT_BIT_FLOATS = {"F8_E4M3": torch.float8_e4m3fn, "F8_E5M2": torch.float8_e5m2,
                    "F8_E4M3FNUZ": torch.float8_e4m3fnuz, "F8_E5M2FNUZ": torch.float8_e5m2fnuz}


def random_blocks(name: str, blocks: int, rng: np.random.Generator) -> np.ndarray:
    data = rng.integers(0, 256, (blocks, BLOCK[name][1]), dtype=np.uint8)
    for offset in SCALES[name]:
        half = np.ascontiguousarray(data[:, offset:offset + 2]).view(np.uint16)
        half[(half & 0x7C00) == 0x7C00] ^= 0x4000
        data[:, offset:offset + 2] = half.view(np.uint8)
    # The edges: zero, the smallest subnormal, the largest value, minus zero.
    for row, edge in enumerate([0x0000, 0x0001, 0x7BFF, 0x8000]):
        for offset in SCALES[name]:
            data[row, offset:offset + 2] = np.array([edge], np.uint16).view(np.uint8)
    if name == "Q8_K":
        data[:, :4] = rng.standard_normal(blocks).astype(np.float32)[:, None].view(np.uint8)
    if name in ("MXFP4", "NVFP4"):  # every scale
        data[:, 0] = (np.arange(blocks) * 256 // blocks).astype(np.uint8)
        data[:4, 0] = [0, 1, 0x7F, 0xFF]
    return data


def values_of(name: str, data: np.ndarray) -> np.ndarray:
    if name == "Q8_1":
        return data[:, :2].copy().view(np.float16).astype(np.float32) * data[:, 4:].view(np.int8).astype(np.float32)
    if name == "Q8_K":
        return data[:, :4].copy().view(np.float32) * data[:, 4:260].view(np.int8).astype(np.float32)
    return dequantize(data, Type[name]).astype(np.float32)


def main() -> None:
    rng = np.random.default_rng(20240917)
    tensors: dict[str, np.ndarray] = {}
    for name in SCALES:
        blocks = 16 if BLOCK[name][0] == 256 else 64
        data = random_blocks(name, blocks, rng)
        tensors[f"{name}.bytes"] = data
        tensors[f"{name}.values"] = values_of(name, data)
        assert tensors[f"{name}.values"].size == blocks * BLOCK[name][0]
    for name, dtype in EIGHT_BIT_FLOATS.items():
        codes = torch.arange(256, dtype=torch.uint8)
        tensors[f"{name}.bytes"] = codes.numpy()
        tensors[f"{name}.values"] = codes.view(dtype).to(torch.float32).numpy()
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
