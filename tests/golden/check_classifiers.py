"""Checks by hand that a classifier which Tunesmith exported gives the same answers in transformers and peft.

    tunesmith-cli --project P --json classify --run R --text ... --text ... > predictions.json
    python check_classifiers.py EXPORT predictions.json [--base FOLDER] [--tolerance 1e-4]

EXPORT is a merged model folder, or a PEFT adapter folder, whose base is --base (by default what its adapter_config.json names). Prints the
largest difference of probabilities (of numbers: of the values); exits with 1 where it is above the tolerance or a label differs.
"""
import argparse
import json
import sys
from pathlib import Path

import torch
import transformers as hf


def load(export: Path, base: str | None):
    adapter = export / "adapter_config.json"
    if not adapter.exists():
        config = json.loads((export / "config.json").read_text())
        kind = hf.AutoModelForTokenClassification if config["architectures"][0].endswith("TokenClassification") else hf.AutoModelForSequenceClassification
        return kind.from_pretrained(export, dtype=torch.float32).eval()
    from peft import PeftModel
    config, labels = json.loads(adapter.read_text()), json.loads((export / "labels.json").read_text())
    kind = hf.AutoModelForTokenClassification if config["task_type"] == "TOKEN_CLS" else hf.AutoModelForSequenceClassification
    options = dict(id2label={int(k): v for k, v in labels["id2label"].items()}, label2id=labels["label2id"])
    if "problem_type" in labels:
        options["problem_type"] = labels["problem_type"]
    torch.manual_seed(1234)  # another head than ours, where the adapter should bring its own
    model = PeftModel.from_pretrained(kind.from_pretrained(base or config["base_model_name_or_path"], dtype=torch.float32, **options), export)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--base")
    parser.add_argument("--tolerance", type=float, default=1e-4)
    options = parser.parse_args()
    model, tokenizer = load(options.export, options.base), hf.AutoTokenizer.from_pretrained(options.export)
    config = model.config
    names = [config.id2label[i] for i in range(config.num_labels)]
    most, differing, compared = 0.0, 0, 0
    for one in json.loads(options.predictions.read_text())["predictions"]:
        encoded = tokenizer(one["text"], return_tensors="pt", return_offsets_mapping=True, truncation=one["truncated"])
        offsets = encoded.pop("offset_mapping")[0].tolist()
        with torch.no_grad():
            logits = model(**encoded).logits[0]
        if "words" in one:
            text = one["text"]
            begins = [len(text[:a].encode()) for a, b in offsets if b > a]
            rows = [i for i, (a, b) in enumerate(offsets) if b > a]
            for word in one["words"]:
                theirs = logits[rows[begins.index(word["begin"])]].softmax(-1)
                differing += names[int(theirs.argmax())] != word["label"]
                most, compared = max(most, abs(float(theirs.max()) - word["probability"])), compared + 1
        elif "value" in one:
            most, compared = max(most, abs(float(logits[0]) - one["value"])), compared + 1
        else:
            theirs = logits.sigmoid() if config.problem_type == "multi_label_classification" else logits.softmax(-1)
            for name, value in zip(names, theirs):
                most, compared = max(most, abs(float(value) - one["probabilities"][name])), compared + 1
            if config.problem_type != "multi_label_classification":
                differing += names[int(theirs.argmax())] != one["label"]
    print(f"{type(model).__name__}, {config.num_labels} labels: {compared} numbers compared, max |delta| {most:.2e}, {differing} labels differ")
    sys.exit(0 if compared and most <= options.tolerance and not differing else 1)


if __name__ == "__main__":
    main()
