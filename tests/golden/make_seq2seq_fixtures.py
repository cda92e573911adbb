"""Makes seq2seq/<variant>/: tiny random encoder-decoders and what transformers and peft compute with them.

Pinned as in make_llama_fixtures.py. README.md lists every file and tensor. Run from this folder: python make_seq2seq_fixtures.py [variant...]
"""
import shutil
import sys
from pathlib import Path

import gguf
import torch
import torch.nn.functional as F
import transformers as hf
from safetensors.torch import save_file

from make_family_fixtures import lora_case

OUT = Path(__file__).parent / "seq2seq"
# Tokens of the sources and of the answers behind their start; one source is longer than a block of the attention kernel, one answer is a
# single token.
DOCUMENTS = [(9, 6), (1, 11), (70, 1), (23, 17)]
FAR = [(150, 4), (5, 140)]  # beyond the farthest distance that the published models tell apart

T5 = dict(vocab_size=96, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4, relative_attention_num_buckets=8,
          relative_attention_max_distance=20, dropout_rate=0.0, decoder_start_token_id=0)
BART = dict(vocab_size=96, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4,
            encoder_ffn_dim=48, decoder_ffn_dim=48, max_position_embeddings=160, dropout=0.0)
VARIANTS = {
    "t5": (hf.T5Config, T5, DOCUMENTS),
    "t5_far": (hf.T5Config, T5 | dict(relative_attention_num_buckets=32, relative_attention_max_distance=128, num_layers=1), FAR),
    # As the published v1.1 and Flan models: a gate, a head of its own, logits as they come.
    "t5_v11": (hf.T5Config, T5 | dict(feed_forward_proj="gated-gelu", d_kv=16, tie_word_embeddings=False, relative_attention_max_distance=128), DOCUMENTS),
    "t5_uneven": (hf.T5Config, T5 | dict(feed_forward_proj="gated-silu", num_decoder_layers=3, tie_word_embeddings=False), DOCUMENTS),
    "bart": (hf.BartConfig, BART, DOCUMENTS),
    "bart_uneven": (hf.BartConfig, BART | dict(decoder_layers=3, decoder_ffn_dim=40, decoder_attention_heads=2, scale_embedding=True), DOCUMENTS),
}


# Those that also become a GGUF file, which cannot say how far distances are told apart.
GGUF = ("t5_far", "t5_v11")


def random_model(name: str) -> torch.nn.Module:
    torch.manual_seed(sum(name.encode()))
    kind, settings, _ = VARIANTS[name]
    config = kind(**settings)
    config._attn_implementation = "eager"
    model = hf.AutoModelForSeq2SeqLM.from_config(config, dtype=torch.float32).eval()
    if name == "t5_v11":
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.shared.weight))
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            centre = 1.0 if "norm" in key and key.endswith("weight") else 0.0
            parameter.normal_(centre, 0.4 if "relative_attention_bias" in key else 0.2)
    return model


def reload(folder: Path) -> torch.nn.Module:
    model = hf.AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    return model


def data_of(name: str, config) -> tuple:
    """Sources and answers with what they begin with; the loss counts every token of an answer behind its start."""
    generator = torch.Generator().manual_seed(7)
    start = config.decoder_start_token_id if getattr(config, "decoder_start_token_id", None) is not None else config.pad_token_id
    sources, answers = [], []
    for source, answer in VARIANTS[name][2]:
        sources.append(torch.randint(3, 96, (source,), generator=generator))
        answers.append(torch.cat([torch.tensor([start]), torch.randint(3, 96, (answer,), generator=generator)]))
    return sources, answers


def forward(model, sources, answers) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits of each answer's positions, and the sum of cross entropy over the number of tokens that are predicted."""
    logits = [model(input_ids=s[None], decoder_input_ids=a[None]).logits[0].float() for s, a in zip(sources, answers)]
    total = sum(F.cross_entropy(out[:-1], a[1:], reduction="sum") for out, a in zip(logits, answers))
    return torch.cat(logits), total / sum(len(a) - 1 for a in answers)


def generation_case(folder: Path, out: dict) -> None:
    """Greedy answer of 32 tokens to a source, choices all clear."""
    model = reload(folder)
    model.generation_config.eos_token_id = model.generation_config.forced_eos_token_id = None
    begin = 2 if model.generation_config.forced_bos_token_id is not None else 1
    for seed in range(3000):
        source = torch.randint(3, 96, (12,), generator=torch.Generator().manual_seed(seed))
        ids = model.generate(source[None], do_sample=False, num_beams=1, max_new_tokens=32 + begin - 1, output_scores=True, use_cache=False,
                             attention_mask=torch.ones(1, 12, dtype=torch.long), return_dict_in_generate=True)
        top = torch.stack([s[0] for s in ids.scores[begin - 1:]]).topk(2).values
        if (top[:, 0] - top[:, 1]).min() > 0.003:
            out["gen_source"], out["gen_start"], out["gen_ids"] = source, ids.sequences[0, :begin], ids.sequences[0, begin:]
            return
    raise SystemExit("no clear source found")


def gguf_case(folder: Path, model) -> None:
    """The model as llama.cpp's converter writes it."""
    c = model.config
    writer = gguf.GGUFWriter(folder / "model.gguf", "t5")
    writer.add_context_length(512)
    writer.add_embedding_length(c.d_model)
    writer.add_feed_forward_length(c.d_ff)
    writer.add_block_count(c.num_layers)
    writer.add_decoder_block_count(c.num_decoder_layers)
    writer.add_head_count(c.num_heads)
    writer.add_key_length(c.d_kv)
    writer.add_value_length(c.d_kv)
    writer.add_layer_norm_eps(c.layer_norm_epsilon)
    writer.add_layer_norm_rms_eps(c.layer_norm_epsilon)
    writer.add_relative_attn_buckets_count(c.relative_attention_num_buckets)
    writer.add_decoder_start_token_id(c.decoder_start_token_id)
    writer.add_tokenizer_model("t5")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(["<pad>", "</s>", "<unk>"] + [f"\u2581w{i}" for i in range(3, c.vocab_size)])
    writer.add_token_scores([0.0] * 3 + [-float(i) for i in range(3, c.vocab_size)])
    writer.add_token_types([3, 3, 2] + [1] * (c.vocab_size - 3))
    writer.add_eos_token_id(1)
    writer.add_unk_token_id(2)
    writer.add_pad_token_id(0)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.T5, max(c.num_layers, c.num_decoder_layers))
    for key, parameter in model.named_parameters():
        writer.add_tensor(names.get_name(key, try_suffixes=(".weight",)), parameter.detach().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def make(name: str) -> None:
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model = random_model(name)
    if name == "bart_uneven":
        model.generation_config.forced_bos_token_id = 0
    model.save_pretrained(folder)
    model = reload(folder)
    sources, answers = data = data_of(name, model.config)
    offsets = lambda rows: torch.tensor([0] + [len(r) for r in rows]).cumsum(0)
    out = dict(source=torch.cat(sources), source_offsets=offsets(sources), ids=torch.cat(answers), offsets=offsets(answers))
    logits, loss = forward(model, *data)
    loss.backward()
    out["logits"], out["loss"] = logits.detach(), loss.detach().reshape(1)
    for key, parameter in model.named_parameters():
        out[f"grad.{key}"] = parameter.grad.clone()
    lora_case(reload(folder), forward, data, out, "SEQ_2_SEQ_LM")
    generation_case(folder, out)
    if name in GGUF:
        gguf_case(folder, model)
    save_file({k: v.contiguous() for k, v in out.items()}, folder / "expected.safetensors")
    print(name, f"loss {loss.item():.4f}", out["gen_start"].tolist())


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for variant in sys.argv[1:] or VARIANTS:
        make(variant)
