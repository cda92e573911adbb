"""Writes starter.json: digests of what tokenizers 0.23.3 and transformers 5.23 make of real texts with the starter model, whose
folder transformers wrote from its GGUF file: ids and byte offsets of every line of the data files, and the rows of PubMedQA as TRL
1.16 tokenizes prompt and completion (length 512). usage: make_starter_digests.py MODEL_FOLDER DATA_FOLDER OUT.json"""
import json
import os
import sys

from transformers import AutoTokenizer

from make_tokenizer_fixtures import fnv, result_bytes

FILES = ["crows_pairs.csv", "gsm8k.jsonl", "preferences_sharegpt.json", "pubmedqa.jsonl", "seed_tasks.jsonl"]
LENGTH = 512


def common_prefix(a, b):
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def tokenized(tokenizer, row):
    prompt = [{"role": "user", "content": row["context"] + "\n\nQuestion: " + row["question"]}]
    answer = [{"role": "assistant", "content": row["long_answer"]}]
    before = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=True, return_dict=False)
    ids = tokenizer.apply_chat_template(prompt + answer, tokenize=True, return_dict=False)
    begin = common_prefix(before, ids)
    return ids[:LENGTH], [int(k >= begin) for k in range(len(ids))][:LENGTH]


def main():
    folder, data, out = sys.argv[1:]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    found = {"files": {}, "rows": {}}
    for name in FILES:
        with open(os.path.join(data, name), encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
        found["files"][name] = f"{fnv(b''.join(result_bytes(tokenizer.backend_tokenizer, line) for line in lines)):016x}"
        print(name, len(lines), found["files"][name])
    with open(os.path.join(data, "pubmedqa.jsonl"), encoding="utf-8") as file:
        rows = [tokenized(tokenizer, json.loads(line)) for line in file]
    numbers = [n for ids, trained in rows for pair in zip(ids, trained) for n in pair]
    kept = [(len(ids), sum(trained)) for ids, trained in rows[:32] if sum(trained) > 0]
    found["rows"] = {"digest": f"{fnv(b''.join(n.to_bytes(4, 'little') for n in numbers)):016x}", "first32": len(kept),
                     "tokens": sum(n for n, _ in kept), "trained": sum(n for _, n in kept)}
    print(found["rows"])
    with open(out, "w") as file:
        json.dump(found, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
