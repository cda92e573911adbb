"""The peer of full fine-tuning: TRL's trainer on all weights in fp32, 4 rows x 2 accumulated, length 512, one epoch.
usage: trl_full.py MODEL_FOLDER ROWS.jsonl COUNT     prints one line of JSON"""
import itertools
import json
import resource
import sys
import tempfile
import time

import torch
from datasets import Dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

folder, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(path, encoding="utf-8") as file:
    conversations = [json.loads(line)["messages"] for line in itertools.islice(file, count)]
rows = Dataset.from_list([{"prompt": turns[:-1], "completion": turns[-1:]} for turns in conversations])

with tempfile.TemporaryDirectory() as output:
    settings = SFTConfig(output_dir=output, num_train_epochs=1, per_device_train_batch_size=4, gradient_accumulation_steps=2,
                         max_length=512, completion_only_loss=True, learning_rate=2e-4, lr_scheduler_type="linear", weight_decay=0.0,
                         bf16=False, use_cpu=True, gradient_checkpointing=False, logging_steps=1, save_strategy="no", report_to=[], seed=0)
    trainer = SFTTrainer(model=AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), args=settings, train_dataset=rows,
                         processing_class=AutoTokenizer.from_pretrained(folder))
    tokens = sum(min(len(row["input_ids"]), 512) for row in trainer.train_dataset)
    begin = time.perf_counter()
    trainer.train()
    seconds = time.perf_counter() - begin
print(json.dumps({"tool": "trl full", "real_tokens": tokens, "seconds": round(seconds, 1), "real_tokens_per_s": round(tokens / seconds, 1),
                  "losses": [round(entry["loss"], 4) for entry in trainer.state.log_history if "loss" in entry],
                  "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
