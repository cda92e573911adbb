"""Makes families/<variant>/: tiny random decoders of each family and what transformers and peft compute with them.

Pinned as in make_llama_fixtures.py, whose batch, sums and adapters these are. README.md lists every file and tensor.
Run from this folder: python make_family_fixtures.py [variant...]
"""
import shutil
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
import transformers as hf
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import save_file

from make_llama_fixtures import ALPHA, RANK, batch, fill_adapter, forward, permuted, reload, saved_key

OUT = Path(__file__).parent / "families"
SIZES = dict(hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, head_dim=8,
             vocab_size=96, max_position_embeddings=64, initializer_range=0.2, bos_token_id=1, eos_token_id=2, pad_token_id=2)
WINDOW = 5  # shorter than most documents
ROPE = dict(rope_type="default", rope_theta=10000.0)


def sizes(**changes):
    return {k: v for k, v in (SIZES | changes).items() if v is not None}


VARIANTS = {
    "mistral": (hf.MistralConfig, sizes(sliding_window=WINDOW)),
    "qwen2": (hf.Qwen2Config, sizes(head_dim=None, tie_word_embeddings=True)),
    "qwen2_window": (hf.Qwen2Config, sizes(head_dim=None, use_sliding_window=True, sliding_window=WINDOW, max_window_layers=1)),
    "qwen3": (hf.Qwen3Config, sizes(head_dim=16)),
    "smollm3": (hf.SmolLM3Config, sizes(head_dim=None, num_hidden_layers=4, tie_word_embeddings=True)),
    "gemma": (hf.GemmaConfig, sizes(num_key_value_heads=1, head_dim=16)),
    "gemma2": (hf.Gemma2Config, sizes(query_pre_attn_scalar=24, sliding_window=WINDOW, attn_logit_softcapping=3.0,
                                      final_logit_softcapping=5.0)),
    "gemma3": (hf.Gemma3TextConfig, sizes(num_hidden_layers=3, query_pre_attn_scalar=20, sliding_window=WINDOW,
                                          layer_types=["sliding_attention", "full_attention", "sliding_attention"],
                                          rope_parameters=dict(full_attention=dict(rope_type="linear", factor=8.0, rope_theta=1000000.0),
                                                               sliding_attention=ROPE))),
    # What a GGUF file cannot say is as llama.cpp has it: the scale of the scores, which layers see a window.
    "gemma2_usual": (hf.Gemma2Config, sizes(query_pre_attn_scalar=8, sliding_window=WINDOW, attn_logit_softcapping=3.0,
                                            final_logit_softcapping=5.0)),
    "gemma3_usual": (hf.Gemma3TextConfig, sizes(num_hidden_layers=6, query_pre_attn_scalar=8, sliding_window=WINDOW)),
    "phi3_usual": (hf.Phi3Config, sizes(head_dim=None)),
    "phi3": (hf.Phi3Config, sizes(head_dim=None, sliding_window=WINDOW)),
    "phi3_longrope": (hf.Phi3Config, sizes(head_dim=None, original_max_position_embeddings=16, rope_parameters=dict(
        rope_type="longrope", rope_theta=10000.0, short_factor=[1.0, 1.1, 1.3, 1.5], long_factor=[1.0, 2.0, 3.0, 4.0],
        original_max_position_embeddings=16, partial_rotary_factor=1.0))),
    "olmo2": (hf.Olmo2Config, sizes(head_dim=None)),
    "gpt2": (hf.GPT2Config, dict(n_embd=32, n_layer=2, n_head=4, n_positions=64, vocab_size=96, initializer_range=0.2, resid_pdrop=0.0,
                                 embd_pdrop=0.0, attn_pdrop=0.0, bos_token_id=1, eos_token_id=2, pad_token_id=2)),
    "gpt_neox": (hf.GPTNeoXConfig, dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48, vocab_size=96,
                                        max_position_embeddings=64, initializer_range=0.2, bos_token_id=1, eos_token_id=2,
                                        rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.5))),
    "gpt_neox_serial": (hf.GPTNeoXConfig, dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48,
                                               vocab_size=96, max_position_embeddings=64, initializer_range=0.2, bos_token_id=1,
                                               eos_token_id=2, use_parallel_residual=False, attention_bias=False)),
    "rope_yarn": (hf.LlamaConfig, sizes(rope_parameters=dict(rope_type="yarn", rope_theta=10000.0, factor=4.0,
                                                             original_max_position_embeddings=16, beta_fast=4.0))),
    "rope_dynamic": (hf.LlamaConfig, sizes(max_position_embeddings=16, rope_parameters=dict(rope_type="dynamic", rope_theta=10000.0,
                                                                                          factor=2.0))),
}


def random_model(name: str) -> torch.nn.Module:
    torch.manual_seed(sum(name.encode()))
    kind, settings = VARIANTS[name]
    model = hf.AutoModelForCausalLM.from_config(kind(**settings), attn_implementation="eager", dtype=torch.float32).eval()
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            if "norm" in key or ".ln_" in key:
                parameter.normal_(0.0 if "gemma" in name or key.endswith("bias") else 1.0, 0.2)
            elif key.endswith("bias"):
                parameter.normal_(0.0, 0.2)
            else:
                parameter.normal_(0.0, 0.2)  # whatever the family's own initialisation is
    return model


def lora_case(model, forward, data, out: dict, task: str) -> None:
    """An adapter on all linear layers, and what `forward` makes of `data` with it."""
    peft = get_peft_model(model, LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules="all-linear", task_type=task)).eval()
    fill_adapter(peft)
    for key, value in get_peft_model_state_dict(peft).items():
        out[f"lora.{key}"] = value.clone()
    logits, loss = forward(peft, *data)
    loss.backward()
    out["lora_logits"], out["lora_loss"] = logits.detach(), loss.detach().reshape(1)
    for key, parameter in peft.named_parameters():
        if parameter.requires_grad:
            out[f"lora_grad.{saved_key(key)}"] = parameter.grad.clone()


def generation_case(folder: Path, out: dict) -> None:
    """Greedy continuation of a prompt by 32 tokens whose choices are all clear."""
    model = reload(folder)
    model.generation_config.eos_token_id = None
    for seed in range(1000):
        prompt = torch.randint(3, model.config.vocab_size, (6,), generator=torch.Generator().manual_seed(seed))
        ids = model.generate(prompt[None], do_sample=False, max_new_tokens=32, attention_mask=torch.ones(1, 6, dtype=torch.long),
                             output_scores=True, return_dict_in_generate=True)
        top = torch.stack([s[0] for s in ids.scores]).topk(2).values
        if (top[:, 0] - top[:, 1]).min() > 0.005:
            out["gen_prompt"], out["gen_ids"] = prompt, ids.sequences[0, 6:]
            return
    raise SystemExit("no clear prompt found")


# general.architecture of the variants that also become a GGUF file.
GGUF = {"qwen2": "qwen2", "qwen3": "qwen3", "smollm3": "smollm3", "gemma": "gemma", "gemma2_usual": "gemma2", "gemma3_usual": "gemma3",
        "phi3_usual": "phi3", "phi3_longrope": "phi3", "olmo2": "olmo2", "gpt2": "gpt2", "gpt_neox": "gptneox"}


def gguf_metadata(writer: gguf.GGUFWriter, c, name: str) -> None:
    writer.add_block_count(c.num_hidden_layers)
    writer.add_context_length(c.max_position_embeddings)
    writer.add_embedding_length(c.hidden_size)
    writer.add_feed_forward_length(getattr(c, "intermediate_size", None) or 4 * c.hidden_size)
    writer.add_head_count(c.num_attention_heads)
    writer.add_head_count_kv(getattr(c, "num_key_value_heads", c.num_attention_heads))
    if name.startswith("gp"):
        writer.add_layer_norm_eps(getattr(c, "layer_norm_eps", None) or c.layer_norm_epsilon)
    else:
        writer.add_layer_norm_rms_eps(c.rms_norm_eps)
    width = getattr(c, "head_dim", None) or c.hidden_size // c.num_attention_heads
    if getattr(c, "head_dim", None):
        writer.add_key_length(width)
        writer.add_value_length(width)
    if getattr(c, "sliding_window", None):
        writer.add_sliding_window(c.sliding_window)
    if name.startswith("gemma2"):
        writer.add_attn_logit_softcapping(c.attn_logit_softcapping)
        writer.add_final_logit_softcapping(c.final_logit_softcapping)
    rope = getattr(c, "rope_parameters", None)
    if rope:
        rope = rope.get("full_attention", rope)
        writer.add_rope_freq_base(rope["rope_theta"])
        writer.add_rope_dimension_count(int(width * rope.get("partial_rotary_factor", 1.0)))
        if rope["rope_type"] == "linear":
            writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
            writer.add_rope_scaling_factor(rope["factor"])
        if rope["rope_type"] == "longrope":
            writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
            scale = c.max_position_embeddings / rope["original_max_position_embeddings"]
            writer.add_rope_scaling_attn_factors(float(np.sqrt(1 + np.log(scale) / np.log(rope["original_max_position_embeddings"]))))
            writer.add_tensor("rope_factors_long.weight", np.array(rope["long_factor"], np.float32))
            writer.add_tensor("rope_factors_short.weight", np.array(rope["short_factor"], np.float32))
    if name.startswith("gpt_neox"):
        writer.add_parallel_residual(c.use_parallel_residual)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(["a", "b", "ab", "Ċ"] + [f"w{i}" for i in range(4, c.vocab_size)])
    writer.add_token_types([gguf.TokenType.NORMAL] * c.vocab_size)
    writer.add_token_merges(["a b"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)


def gguf_weight(name: str, key: str, w: np.ndarray, c) -> np.ndarray:
    """A tensor in the order in which llama.cpp's converter writes it."""
    if name.startswith("gemma") and key.endswith("norm.weight"):
        return w + 1
    if name == "gpt2" and key.endswith((".c_attn.weight", ".c_proj.weight", ".c_fc.weight")):
        return np.ascontiguousarray(w.T)
    if name.startswith("gpt_neox") and "query_key_value" in key:
        heads = c.num_attention_heads
        return np.ascontiguousarray(w.reshape(heads, 3, c.hidden_size // heads, -1).swapaxes(0, 1).reshape(w.shape))
    if name == "smollm3" and key.endswith("q_proj.weight"):
        return permuted(w, c.num_attention_heads)
    if name == "smollm3" and key.endswith("k_proj.weight"):
        return permuted(w, c.num_key_value_heads)
    return w


def gguf_case(folder: Path) -> None:
    name = folder.name
    model = reload(folder)
    writer = gguf.GGUFWriter(folder / "model.gguf", GGUF[name])
    gguf_metadata(writer, model.config, name)
    kinds = {v: k for k, v in gguf.MODEL_ARCH_NAMES.items()}
    names = gguf.get_tensor_name_map(kinds[GGUF[name]], model.config.num_hidden_layers)
    for key, parameter in model.named_parameters():
        saved = names.get_name(key, try_suffixes=(".weight", ".bias")) or {"lm_head.weight": "output.weight"}[key]
        writer.add_tensor(saved, gguf_weight(name, key, parameter.detach().numpy(), model.config))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def make(name: str) -> None:
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    random_model(name).save_pretrained(folder)
    ids, labels, offsets = data = batch(96)
    out = dict(ids=ids, labels=labels, offsets=torch.tensor(offsets))
    model = reload(folder)
    logits, loss = forward(model, *data)
    loss.backward()
    out["logits"], out["loss"] = logits.detach(), loss.detach().reshape(1)
    for key, parameter in model.named_parameters():
        # The head of GPT-NeoX has another name in the class than in its files.
        saved = "embed_out.weight" if name.startswith("gpt_neox") and key == "lm_head.weight" else key
        out[f"grad.{saved}"] = parameter.grad.clone()
    lora_case(reload(folder), forward, data, out, "CAUSAL_LM")
    generation_case(folder, out)
    if name in GGUF:
        gguf_case(folder)
    save_file({k: v.contiguous() for k, v in out.items()}, folder / "expected.safetensors")
    print(name, f"loss {loss.item():.4f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for variant in sys.argv[1:] or VARIANTS:
        make(variant)
