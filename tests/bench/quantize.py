"""A GGUF file at Q8_0, made with llama.cpp's own quantizer.
usage: quantize.py IN.gguf OUT.gguf"""
import sys

import llama_cpp

settings = llama_cpp.llama_model_quantize_default_params()
settings.ftype = llama_cpp.LLAMA_FTYPE_MOSTLY_Q8_0
settings.allow_requantize = True
if llama_cpp.llama_model_quantize(sys.argv[1].encode(), sys.argv[2].encode(), settings) != 0:
    sys.exit("quantize: llama.cpp refused the file")
