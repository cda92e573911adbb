"""Checks by hand, through the command line, one small random model of every family against transformers: import, show, fit, tokens, losses,
logits, vectors.

    python check_families.py CLI ROWS.jsonl [family...]

CLI is tunesmith-cli; ROWS.jsonl holds questions with answers. Prints one line a family with the largest differences; exits with 1 where one is above its
bound (1e-4 of a logit or a vector, 1e-5 of a row's loss for each of its tokens).
"""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
import torch.nn.functional as F
import transformers as hf
from safetensors.torch import load_file

DATA = Path(__file__).parent.parent / "data"
ROWS, LENGTH = 3, 768
TOP = dict(vocab_size=512, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=1024,
           initializer_range=0.1, bos_token_id=1, eos_token_id=2, pad_token_id=2)
TWO = TOP | dict(num_key_value_heads=2)
GPT2 = dict(vocab_size=512, n_embd=64, n_layer=2, n_head=4, n_positions=1024, initializer_range=0.1, bos_token_id=1, eos_token_id=2)
T5 = dict(vocab_size=416, d_model=64, d_kv=16, d_ff=96, num_layers=2, num_heads=4, dropout_rate=0.0, decoder_start_token_id=0)
BART = dict(vocab_size=512, d_model=64, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=96,
            decoder_ffn_dim=96, max_position_embeddings=1024, dropout=0.0, init_std=0.1, bos_token_id=1, eos_token_id=2, pad_token_id=2)
DISTIL = dict(vocab_size=512, dim=64, n_layers=2, n_heads=4, hidden_dim=96, max_position_embeddings=512)
FAMILIES = {
    "llama": hf.LlamaConfig(**TWO), "mistral": hf.MistralConfig(**TWO, sliding_window=32), "qwen2": hf.Qwen2Config(**TWO),
    "qwen3": hf.Qwen3Config(**TWO, head_dim=16), "smollm3": hf.SmolLM3Config(**TWO | dict(num_hidden_layers=4)), "gemma": hf.GemmaConfig(**TWO, head_dim=16),
    "gemma2": hf.Gemma2Config(**TWO, head_dim=16, sliding_window=32), "gemma3_text": hf.Gemma3TextConfig(**TWO, head_dim=16, sliding_window=32),
    "phi3": hf.Phi3Config(**TWO), "olmo2": hf.Olmo2Config(**TWO), "gpt2": hf.GPT2Config(**GPT2), "gpt_neox": hf.GPTNeoXConfig(**TOP),
    "t5": hf.T5Config(**T5), "t5_v11": hf.T5Config(**T5, feed_forward_proj="gated-gelu", tie_word_embeddings=False), "bart": hf.BartConfig(**BART),
    "bert": hf.BertConfig(**TOP), "roberta": hf.RobertaConfig(**TOP), "distilbert": hf.DistilBertConfig(**DISTIL),
}


class Failed(Exception):
    pass


def made(name: str, folder: Path) -> torch.nn.Module:
    """A random model in `folder` with the tokenizer of a test's model."""
    torch.manual_seed(1)
    config = FAMILIES[name]
    config._attn_implementation = "eager"
    kind = hf.AutoModelForSeq2SeqLM if config.is_encoder_decoder else \
        hf.AutoModel if name in ("bert", "roberta", "distilbert") else hf.AutoModelForCausalLM
    model = kind.from_config(config, dtype=torch.float32).eval()
    if name == "t5_v11":
        model.lm_head.weight = torch.nn.Parameter(torch.randn_like(model.shared.weight) * 0.2)
    model.save_pretrained(folder)
    tokenizer = DATA / ("tiny_t5" if name.startswith("t5") else "tiny_model")
    for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        if (tokenizer / file).exists():
            shutil.copy(tokenizer / file, folder / file)
    return kind.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()


class Cli:
    def __init__(self, program: str, work: Path):
        self.program, self.project, self.work = program, work / "project", work
        self("init", str(self.project), project=False)

    def __call__(self, *arguments: str, project: bool = True):
        command = [self.program] + (["--project", str(self.project)] if project else []) + list(arguments) + ["--json"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(" ".join(command) + ": " + done.stdout + done.stderr)
        return json.loads(done.stdout)


def decoder(cli: Cli, name: str, model) -> tuple[float, float]:
    """The largest difference of a logit, and of a row's loss over its trained tokens."""
    settings = ["--set", f"data.maxLength={LENGTH}"]
    losses = cli("inspect", "loss", "--data", "rows", "--model", name, "--max-rows", str(ROWS), *settings)["rows"]
    far_loss = far_logit = 0.0
    for row in range(ROWS):
        seen = cli("inspect", "mask", "--data", "rows", "--model", name, "--row", str(row), *settings)
        ids, mask = torch.tensor(seen["ids"]), torch.tensor(seen["mask"])
        if not mask.any():
            raise Failed(f"row {row} has no trained token within {LENGTH}; give shorter rows")
        files = {"ids": ids}
        inputs = dict(input_ids=ids[None])
        if model.config.is_encoder_decoder:
            first = int(mask.argmax()) - 1  # the answer's start stands before its first trained token
            files = {"ids": ids[first:], "source": ids[:first]}
            inputs = dict(input_ids=ids[None, :first], decoder_input_ids=ids[None, first:])
            ids, mask = ids[first:], mask[first:]
        with torch.no_grad():
            logits = model(**inputs).logits[0]
        nll = F.cross_entropy(logits[:-1], ids[1:], reduction="none")[mask[1:] != 0].sum().item()
        far_loss = max(far_loss, abs(nll - losses[row]["nll"]) / max(1, int(mask.sum())))
        command = ["inspect", "logits", "--model", name, "--out", str(cli.work / "logits.safetensors")]
        for key, value in files.items():
            (cli.work / f"{key}.json").write_text(json.dumps(value.tolist()))
            command += [f"--{key}", str(cli.work / f"{key}.json")]
        cli(*command)
        far_logit = max(far_logit, (load_file(cli.work / "logits.safetensors")["logits"] - logits).abs().max().item())
    return far_logit, far_loss


def encoder(cli: Cli, name: str, model, texts: list[str]) -> tuple[float, float]:
    (cli.work / "texts.json").write_text(json.dumps(texts))
    cli("inspect", "embeddings", "--model", name, "--texts", str(cli.work / "texts.json"), "--out", str(cli.work / "vectors.safetensors"))
    vectors = load_file(cli.work / "vectors.safetensors")["embeddings"]
    tokenizer = hf.AutoTokenizer.from_pretrained(cli.work / name)
    far = 0.0
    for text, vector in zip(texts, vectors, strict=True):
        ids = torch.tensor([tokenizer(text, truncation=True, max_length=500).input_ids])
        with torch.no_grad():
            mean = model(input_ids=ids).last_hidden_state[0].mean(0)
        far = max(far, (mean - vector).abs().max().item())
    return far, 0.0


def text_of(row: dict) -> str:
    return next(value for value in row.values() if isinstance(value, str) and " " in value)


def main() -> int:
    program, rows, *names = sys.argv[1:]
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        cli = Cli(program, Path(folder))
        lines = Path(rows).read_text(encoding="utf-8").splitlines()[:ROWS]
        (cli.work / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        cli("data", "import", str(cli.work / "rows.jsonl"), "--name", "rows")
        for name in names or FAMILIES:
            model = made(name, cli.work / name)
            cli("model", "import", str(cli.work / name), "--name", name)
            shown = cli("model", "show", name)
            assert shown["parameters"] == sum(p.numel() for p in model.parameters()) - unused(name, model), name
            fit = cli("model", "fit", name, "--length", str(LENGTH))
            if name in ("bert", "roberta", "distilbert"):
                far, loss = encoder(cli, name, model, [text_of(json.loads(line))[:400] for line in lines])
            else:
                far, loss = decoder(cli, name, model)
            good = far < 1e-4 and loss < 1e-5
            worst |= not good
            print(f"{name:12} {shown['parameters']:>8} parameters, fit {'ok' if fit else '-'}, logits or vectors {far:.1e}, loss a token {loss:.1e}"
                  f"{'' if good else '   <-- too far'}", flush=True)
    return int(worst)


def unused(name: str, model) -> int:
    """Parameters that transformers holds and that answer nothing here: the pooler of an encoder without a head."""
    return sum(p.numel() for key, p in model.named_parameters() if key.startswith("pooler.")) if name in ("bert", "roberta") else 0


if __name__ == "__main__":
    sys.exit(main())
