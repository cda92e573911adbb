"""Hugging Face tokenizers on the texts of tokenize_bench: one by one on one thread, and in one batch on THREADS.
usage: tokenize_peer.py TOKENIZER.json ROWS.jsonl THREADS       prints one line of JSON"""
import json
import os
import sys
import time

os.environ["RAYON_NUM_THREADS"] = sys.argv[3]
os.environ["TOKENIZERS_PARALLELISM"] = "true"
from tokenizers import Tokenizer  # noqa: E402: reads the number of threads when it is loaded

tokenizer = Tokenizer.from_file(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    texts = [json.loads(line)["messages"][0]["content"] for line in file]
mb = sum(len(text.encode()) for text in texts) / 1e6


def one_by_one():
    return sum(len(tokenizer.encode(text, add_special_tokens=False).ids) for text in texts)


def batch():
    return sum(len(encoding.ids) for encoding in tokenizer.encode_batch(texts, add_special_tokens=False))


def rate(work):
    work()
    begin = time.perf_counter()
    for _ in range(3):
        tokens = work()
    return tokens, mb * 3 / (time.perf_counter() - begin)


tokens, one = rate(one_by_one)
_, many = rate(batch)
print(json.dumps({"tool": "tokenizers", "mb": round(mb, 2), "tokens": tokens, "mb_per_s": round(one, 2), "threads": int(sys.argv[3]),
                  "mb_per_s_threads": round(many, 2)}))
