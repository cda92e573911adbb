"""Checks by hand that what Tunesmith exported gives the same logits in transformers and peft.

    tunesmith-cli --project P inspect logits --model M --ids ids.json --out logits.safetensors
    python check_exports.py EXPORT ids.json logits.safetensors [--base FOLDER] [--tolerance 1e-4]

EXPORT is a merged model folder, or a PEFT adapter folder, whose base is --base (by default what its adapter_config.json names). ids.json
is a JSON list of token ids, or a list of such lists, each a document of its own; the logits are one [T, V] tensor, documents one
after the other. Prints the largest difference; exits with 1 where it is above the tolerance.
"""
import argparse
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer


def load(export: Path, base: str | None):
    options = dict(dtype=torch.float32, attn_implementation="eager")
    adapter = export / "adapter_config.json"
    if not adapter.exists():
        return AutoModelForCausalLM.from_pretrained(export, **options).eval()
    from peft import PeftModel
    base = base or json.loads(adapter.read_text())["base_model_name_or_path"]
    model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base, **options), export).eval()
    zero = [k for k, p in model.named_parameters() if "lora_B" in k and not p.abs().max() > 0]
    if zero:
        sys.exit(f"{len(zero)} B matrices are zero after loading, for one {zero[0]}: peft did not find them in the file")
    return model


def documents(path: Path) -> list[list[int]]:
    ids = json.loads(path.read_text())
    return ids if ids and isinstance(ids[0], list) else [ids]


def describe_tokenizer(export: Path) -> None:
    """Where a tokenizer lies beside the weights, transformers must be able to load it and its chat template."""
    if not (export / "tokenizer.json").exists():
        print("no tokenizer.json in the folder")
        return
    tokenizer = AutoTokenizer.from_pretrained(export)
    print(f"tokenizer: {len(tokenizer)} tokens, eos {tokenizer.eos_token!r}")
    if tokenizer.chat_template:
        print("chat template:", repr(tokenizer.apply_chat_template([dict(role="user", content="Hello")], tokenize=False,
                                                                   add_generation_prompt=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("ids", type=Path)
    parser.add_argument("logits", type=Path)
    parser.add_argument("--base")
    parser.add_argument("--tolerance", type=float, default=1e-4)
    options = parser.parse_args()

    tensors = load_file(options.logits)
    ours = tensors["logits"] if "logits" in tensors else next(iter(tensors.values()))
    ours = ours.reshape(-1, ours.shape[-1]).float()
    model = load(options.export, options.base)
    with torch.no_grad():
        theirs = torch.cat([model(input_ids=torch.tensor([ids])).logits[0].float() for ids in documents(options.ids)])
    if ours.shape != theirs.shape:
        sys.exit(f"logits have the shape {list(ours.shape)}, transformers computes {list(theirs.shape)}")
    delta = (ours - theirs).abs()
    position, token = divmod(int(delta.argmax()), delta.shape[1])
    agree = (ours.argmax(1) == theirs.argmax(1)).float().mean().item()
    print(f"max |delta| {delta.max():.3e} at position {position}, token {token} (logits up to {theirs.abs().max():.2f}); "
          f"best token equal at {agree:.1%} of positions")
    describe_tokenizer(options.export)
    sys.exit(0 if delta.max() <= options.tolerance else 1)


if __name__ == "__main__":
    main()
