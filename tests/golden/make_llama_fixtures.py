"""Makes llama/<variant>/: tiny random Llama models and what transformers, peft and torch compute with them.

Pinned: torch 2.15.0, transformers 5.23.0, peft 0.21.2, tokenizers 0.23.3, gguf 0.19.0, safetensors 0.8.0. README.md lists every
file and tensor. Run from this folder: python make_llama_fixtures.py [variant...]
"""
import json
import math
import shutil
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
import torch.nn.functional as F
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM, get_linear_schedule_with_warmup

OUT = Path(__file__).parent / "llama"
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
RANK, ALPHA = 4, 8
# Documents of a batch: tokens, and how many of the first are a prompt whose labels are masked. The third is too short to have a
# target and the fourth has no trained token, so that both cases are in every sum.
DOCUMENTS = [(13, 5), (7, 0), (1, 0), (9, 9), (21, 11)]

COMMON = dict(hidden_size=64, intermediate_size=176, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
              vocab_size=320, max_position_embeddings=128, rms_norm_eps=1e-5, initializer_range=0.2, bos_token_id=1,
              eos_token_id=2, pad_token_id=2, tie_word_embeddings=True)
VARIANTS = {
    "tied_gqa": dict(config={}, tokenizer=True, adapter=True, gguf=("F32", "Q8_0")),
    "untied_mha": dict(config=dict(num_key_value_heads=4, vocab_size=333, tie_word_embeddings=False,
                                   rope_parameters=dict(rope_type="default", rope_theta=500000.0)), shards=3, tokenizer=True),
    "bias": dict(config=dict(attention_bias=True, mlp_bias=True, num_key_value_heads=1, vocab_size=128)),
    "rope_llama3": dict(config=dict(rope_parameters=dict(rope_type="llama3", rope_theta=10000.0, factor=8.0, low_freq_factor=1.0,
                                                         high_freq_factor=4.0, original_max_position_embeddings=32)),
                        dtype=torch.bfloat16, tokenizer=True, gguf=("BF16",)),
    "rope_linear": dict(config=dict(head_dim=24, vocab_size=128, tie_word_embeddings=False,
                                    rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=2.0)), dtype=torch.float16),
    "old_config": dict(config=dict(num_hidden_layers=1, vocab_size=128, rope_parameters=dict(
        rope_type="llama3", rope_theta=100000.0, factor=4.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=32)), old_config=True, training=False),
}


def random_model(name: str, spec: dict) -> LlamaForCausalLM:
    torch.manual_seed(sum(name.encode()))
    model = LlamaForCausalLM(LlamaConfig(**(COMMON | spec["config"]), attn_implementation="eager")).eval()
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            if "norm" in key:
                parameter.normal_(1.0, 0.2)
            elif key.endswith("bias"):
                parameter.normal_(0.0, 0.2)
    return model.to(spec.get("dtype", torch.float32))


def write_old_config(folder: Path) -> None:
    """Rewrites config.json with the keys that transformers 4 wrote, as most models on the hub have them."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    rope = config.pop("rope_parameters")
    config["rope_theta"] = rope.pop("rope_theta")
    config["rope_scaling"] = rope
    config["torch_dtype"] = config.pop("dtype")
    config["transformers_version"] = "4.45.0"
    del config["head_dim"]
    path.write_text(json.dumps(config, indent=2) + "\n")


def save_model(model: LlamaForCausalLM, spec: dict, folder: Path) -> LlamaForCausalLM:
    """Saves as transformers does and loads again in fp32: what a user's file holds is the truth."""
    shards = spec.get("shards", 1)
    total = sum(p.numel() * p.element_size() for p in model.parameters())
    model.save_pretrained(folder, max_shard_size=total if shards == 1 else int(total / shards * 1.15))
    assert len(list(folder.glob("model*.safetensors"))) == shards
    if spec.get("old_config"):
        write_old_config(folder)
    loaded = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    for (key, a), (_, b) in zip(model.named_parameters(), loaded.named_parameters(), strict=True):
        assert torch.equal(a.float(), b), key
    return loaded


def batch(vocabulary: int) -> tuple[torch.Tensor, torch.Tensor, list[int]]:
    generator = torch.Generator().manual_seed(7)
    ids = torch.randint(3, vocabulary, (sum(length for length, _ in DOCUMENTS),), generator=generator)
    labels, offsets = ids.clone(), [0]
    for length, prompt in DOCUMENTS:
        labels[offsets[-1]:offsets[-1] + prompt] = -100
        offsets.append(offsets[-1] + length)
    return ids, labels, offsets


def forward(model, ids, labels, offsets) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits [T, V] of each document run alone, and the sum of cross entropy over the number of trained tokens after the shift."""
    logits = [model(input_ids=ids[None, a:b]).logits[0].float() for a, b in zip(offsets, offsets[1:])]
    total, trained = 0.0, 0
    for out, a, b in zip(logits, offsets, offsets[1:]):
        target = labels[a + 1:b]
        total = total + F.cross_entropy(out[:-1], target, ignore_index=-100, reduction="sum")
        trained += int((target != -100).sum())
    return torch.cat(logits), total / trained


def ten_steps(model, data, learning_rate: float) -> list[float]:
    """Ten optimizer steps as transformers' Trainer takes them; the loss before each. Weights are changed."""
    named = [(k, p) for k, p in model.named_parameters() if p.requires_grad]
    plain = [p for k, p in named if "norm" in k or k.endswith("bias")]
    decayed = [p for k, p in named if not ("norm" in k or k.endswith("bias"))]
    optimizer = torch.optim.AdamW([dict(params=decayed, weight_decay=0.01), dict(params=plain, weight_decay=0.0)],
                                  lr=learning_rate, betas=(0.9, 0.999), eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=2, num_training_steps=10)
    losses = []
    for _ in range(10):
        loss = forward(model, *data)[1]
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return losses


def reload(folder: Path, dtype=torch.float32) -> LlamaForCausalLM:
    return AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, attn_implementation="eager").eval()


def fill_adapter(peft, values: dict[str, torch.Tensor] | None = None) -> None:
    """What trains in a peft model becomes random and not zero, or `values`."""
    generator = torch.Generator().manual_seed(11)
    with torch.no_grad():
        for key, parameter in peft.named_parameters():
            if parameter.requires_grad:
                parameter.copy_(values[saved_key(key)] if values else torch.randn(parameter.shape, generator=generator) * 0.1)


def with_lora(model, values: dict[str, torch.Tensor] | None, name: str, rslora: bool = False):
    """A peft model; its A and B are random and not zero, or those of `values`."""
    peft = get_peft_model(model, LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=TARGETS, task_type="CAUSAL_LM",
                                            use_rslora=rslora)).eval()
    peft.peft_config["default"].base_model_name_or_path = name
    fill_adapter(peft, values)
    assert set(get_peft_model_state_dict(peft)) == {saved_key(k) for k, p in peft.named_parameters() if p.requires_grad}
    return peft


def saved_key(key: str) -> str:
    return key.replace(".default", "")


def full_case(folder: Path, data, out: dict) -> None:
    model = reload(folder)
    logits, loss = forward(model, *data)
    loss.backward()
    out["logits"], out["loss"] = logits.detach(), loss.detach().reshape(1)
    for key, parameter in model.named_parameters():
        out[f"grad.{key}"] = parameter.grad.clone()
    losses = ten_steps(reload(folder), data, 1e-3)
    check_stable(losses, ten_steps(reload(folder, torch.float64), data, 1e-3))
    out["ten_losses.full"] = torch.tensor(losses)


def lora_case(folder: Path, data, out: dict, name: str) -> dict[str, torch.Tensor]:
    peft = with_lora(reload(folder), None, name)
    values = {k: v.clone() for k, v in get_peft_model_state_dict(peft).items()}
    logits, loss = forward(peft, *data)
    loss.backward()
    out["lora_logits"], out["lora_loss"] = logits.detach(), loss.detach().reshape(1)
    for key, parameter in peft.named_parameters():
        if parameter.requires_grad:
            out[f"lora_grad.{saved_key(key)}"] = parameter.grad.clone()
    peft.zero_grad()
    losses = ten_steps(peft, data, 1e-2)
    check_stable(losses, ten_steps(with_lora(reload(folder, torch.float64), values, name), data, 1e-2))
    out["ten_losses.lora"] = torch.tensor(losses)
    for key, value in get_peft_model_state_dict(peft).items():
        out[f"lora.{key}"], out[f"lora_final.{key}"] = values[key], value.detach().clone()
    scaled = with_lora(reload(folder), values, name, rslora=True)
    logits, loss = forward(scaled, *data)
    out["rslora_loss"] = loss.detach().reshape(1)
    assert math.isclose(scaled.base_model.model.model.layers[0].self_attn.q_proj.scaling["default"], ALPHA / RANK**0.5)
    return values


def check_stable(losses: list[float], exact: list[float]) -> None:
    """The path must not be chaotic: in double precision it is the same to far below the tolerance of the tests (1e-3)."""
    worst = max(abs(a - b) for a, b in zip(losses, exact))
    print(f"  losses {losses[0]:.4f} -> {losses[-1]:.4f}; fp32 against fp64: {worst:.1e}")
    assert worst < 2e-4 and losses[0] == losses[1] and losses[-1] < losses[0] - 0.1


def generation_case(folder: Path, out: dict) -> None:
    """Greedy continuation of a prompt whose choices are all clear (top two logits at least 0.01 apart)."""
    model = reload(folder)
    model.generation_config.eos_token_id = None
    for seed in range(100):
        generator = torch.Generator().manual_seed(seed)
        prompt = torch.randint(3, model.config.vocab_size, (6,), generator=generator)
        ids = model.generate(prompt[None], do_sample=False, max_new_tokens=16, attention_mask=torch.ones(1, 6, dtype=torch.long))
        top = model(input_ids=ids).logits[0, 5:-1].topk(2).values
        if (top[:, 0] - top[:, 1]).min() > 0.01:
            out["gen_prompt"], out["gen_ids"] = prompt, ids[0, 6:]
            return
    raise SystemExit("no clear prompt found")


def adapter_case(folder: Path, data, values: dict[str, torch.Tensor], name: str) -> None:
    """The adapter as peft saves it, and the logits after peft has merged it."""
    target = folder / "adapter"
    peft = with_lora(reload(folder), values, name)
    peft.save_pretrained(target)
    (target / "README.md").unlink(missing_ok=True)
    config = json.loads((target / "adapter_config.json").read_text())
    config["target_modules"].sort()  # peft writes a set, in another order each time
    (target / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n")
    logits, _ = forward(peft.merge_and_unload(), *data)
    save_file({"merged_logits": logits.detach()}, target / "expected.safetensors")


CORPUS = """The clinic opens at eight in the morning. When does the clinic open? The clinic opens at eight. Where is the front desk?
The front desk is in the hall. What does the visit cost? The visit costs forty. Who is the doctor? The doctor is in the room at the
end of the hall. Please bring the letter and the card to the front desk before the visit."""
TEMPLATE = ("{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
            "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def save_tokenizer(folder: Path) -> Tokenizer:
    """A byte-level BPE of 320 tokens with the pre-tokenizer and special tokens of SmolLM2."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                       pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=320, special_tokens=SPECIAL, show_progress=False,
                                  initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.train_from_iterator([CORPUS], trainer)
    assert tokenizer.get_vocab_size() == 320
    tokenizer.save(str(folder / "tokenizer.json"))
    config = dict(tokenizer_class="PreTrainedTokenizerFast", bos_token=SPECIAL[1], eos_token=SPECIAL[2], pad_token=SPECIAL[2],
                  unk_token=SPECIAL[0], model_max_length=128, clean_up_tokenization_spaces=False)
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
    (folder / "chat_template.jinja").write_text(TEMPLATE)
    return tokenizer


NAMES = {"self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
         "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm",
         "post_attention_layernorm": "ffn_norm"}


def gguf_name(key: str) -> str:
    fixed = {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight"}
    if key in fixed:
        return fixed[key]
    _, _, layer, rest = key.split(".", 3)
    return f"blk.{layer}.{NAMES[rest.removesuffix('.weight')]}.weight"


def permuted(weight: np.ndarray, heads: int) -> np.ndarray:
    """Rows of Q and K in llama.cpp's order: halves of a head interleaved."""
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, -1).swapaxes(1, 2).reshape(weight.shape)


def llama3_factors(config) -> np.ndarray:
    """By how much each rotation is slowed, as the converter stores it in rope_freqs.weight."""
    rope, half = config.rope_parameters, config.head_dim // 2
    wave = 2 * math.pi * rope["rope_theta"] ** (np.arange(half) / half)
    original, low, high = (rope[k] for k in ("original_max_position_embeddings", "low_freq_factor", "high_freq_factor"))
    smooth = np.clip((original / wave - low) / (high - low), 0, 1)
    return (1 / ((1 - smooth) / rope["factor"] + smooth)).astype(np.float32)


def add_metadata(writer: gguf.GGUFWriter, config, folder: Path) -> None:
    writer.add_name(folder.name)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_vocab_size(config.vocab_size)
    tokenizer = json.loads((folder / "tokenizer.json").read_text())["model"]
    tokens = sorted(tokenizer["vocab"], key=tokenizer["vocab"].get)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if t in SPECIAL else gguf.TokenType.NORMAL for t in tokens])
    writer.add_token_merges([m if isinstance(m, str) else " ".join(m) for m in tokenizer["merges"]])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(TEMPLATE)


def write_gguf(path: Path, folder: Path, kind: str) -> None:
    model = reload(folder)
    config, writer = model.config, gguf.GGUFWriter(path, "llama")
    add_metadata(writer, config, folder)
    types = gguf.GGMLQuantizationType
    if config.rope_parameters["rope_type"] == "llama3":
        writer.add_tensor("rope_freqs.weight", llama3_factors(config))
    for key, parameter in model.named_parameters():
        weight = parameter.detach().numpy()
        if "q_proj" in key or "k_proj" in key:
            weight = permuted(weight, config.num_attention_heads if "q_proj" in key else config.num_key_value_heads)
        stored = types[kind] if weight.ndim == 2 else types.F32
        if weight.shape[-1] % gguf.constants.GGML_QUANT_SIZES[stored][0]:
            stored = types.F16  # rows of 176 values are no whole blocks of 32: the converter falls back in this way too
        writer.add_tensor(gguf_name(key), gguf.quants.quantize(np.ascontiguousarray(weight), stored), raw_dtype=stored)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def gguf_case(folder: Path, data, exact: torch.Tensor, kinds: tuple[str, ...]) -> None:
    """GGUF files of a variant and their logits: what transformers computes from the file. It does not read rope_freqs.weight,
    so a variant with that tensor keeps the logits of its folder, which holds the same numbers."""
    target = folder / "gguf"
    target.mkdir()
    out = {}
    for kind in kinds:
        path = target / f"{kind.lower()}.gguf"
        write_gguf(path, folder, kind)
        if kind == "BF16":
            out["logits.bf16"] = exact
            continue
        model = AutoModelForCausalLM.from_pretrained(target, gguf_file=path.name, dtype=torch.float32,
                                                     attn_implementation="eager").eval()
        out[f"logits.{kind.lower()}"] = forward(model, *data)[0].detach()
    if "F32" in kinds:
        assert (out["logits.f32"] - exact).abs().max() < 1e-4
        assert 1e-3 < (out["logits.q8_0"] - exact).abs().max() < 1.0
    save_file(out, target / "expected.safetensors")


def make(name: str) -> None:
    print(name)
    spec, folder = VARIANTS[name], OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model = save_model(random_model(name, spec), spec, folder)
    if spec.get("tokenizer"):
        save_tokenizer(folder)
    ids, labels, offsets = data = batch(model.config.vocab_size)
    out = dict(ids=ids, labels=labels, offsets=torch.tensor(offsets))
    if spec.get("training", True):
        full_case(folder, data, out)
        values = lora_case(folder, data, out, name)
        generation_case(folder, out)
    else:
        logits, loss = forward(model, *data)
        out["logits"], out["loss"] = logits.detach(), loss.detach().reshape(1)
    if spec.get("adapter"):
        adapter_case(folder, data, values, name)
    if spec.get("gguf"):
        gguf_case(folder, data, out["logits"], spec["gguf"])
    save_file({k: v.contiguous() for k, v in out.items()}, folder / "expected.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for variant in sys.argv[1:] or VARIANTS:
        make(variant)
