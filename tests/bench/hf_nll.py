"""The loss of each row under transformers in fp32: what `inspect loss` is compared with.
usage: hf_nll.py MODEL_FOLDER ROWS.jsonl COUNT     prints one line of JSON, `nll` summed over the trained tokens of each row"""
import itertools
import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

folder, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
tokenizer = AutoTokenizer.from_pretrained(folder)
model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
rows = []
with open(path, encoding="utf-8") as file, torch.no_grad():
    for line in itertools.islice(file, count):
        turns = json.loads(line)["messages"]
        ids = tokenizer.apply_chat_template(turns, return_dict=True)["input_ids"]
        prompt = tokenizer.apply_chat_template(turns[:-1], add_generation_prompt=True, return_dict=True)["input_ids"]
        assert ids[: len(prompt)] == prompt
        logits = model(torch.tensor([ids])).logits[0]
        logp = torch.log_softmax(logits[len(prompt) - 1 : -1].double(), -1)
        nll = -logp.gather(1, torch.tensor(ids[len(prompt) :]).unsqueeze(1)).sum().item()
        rows.append({"tokens": len(ids), "trained_tokens": len(ids) - len(prompt), "nll": nll})
print(json.dumps({"tool": "transformers fp32", "rows": rows}))
