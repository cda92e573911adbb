"""The peer of full fine-tuning in fp32 and of LoRA r16 in bf16 (weights stored in it, autocast to it): TRL's trainer, 4 rows x 2
accumulated, length 512, one epoch.
usage: trl_train.py full|lora fp32|bf16 MODEL_FOLDER ROWS.jsonl COUNT     prints one line of JSON"""
import itertools
import json
import resource
import sys
import tempfile
import time

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

method, kind, folder, path, count = *sys.argv[1:5], int(sys.argv[5])
assert method in ("full", "lora") and kind in ("fp32", "bf16"), __doc__
bf16 = kind == "bf16"
linears = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
adapters = LoraConfig(r=16, lora_alpha=32, target_modules=linears, task_type="CAUSAL_LM") if method == "lora" else None
with open(path, encoding="utf-8") as file:
    conversations = [json.loads(line)["messages"] for line in itertools.islice(file, count)]
rows = Dataset.from_list([{"prompt": turns[:-1], "completion": turns[-1:]} for turns in conversations])

with tempfile.TemporaryDirectory() as output:
    settings = SFTConfig(output_dir=output, num_train_epochs=1, per_device_train_batch_size=4, gradient_accumulation_steps=2,
                         max_length=512, completion_only_loss=True, learning_rate=2e-4, lr_scheduler_type="linear", weight_decay=0.0,
                         bf16=bf16, use_cpu=True, gradient_checkpointing=False, logging_steps=1, save_strategy="no", report_to=[], seed=0)
    trainer = SFTTrainer(model=AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16 if bf16 else torch.float32),
                         args=settings, train_dataset=rows, peft_config=adapters, processing_class=AutoTokenizer.from_pretrained(folder))
    tokens = sum(min(len(row["input_ids"]), 512) for row in trainer.train_dataset)
    begin = time.perf_counter()
    trainer.train()
    seconds = time.perf_counter() - begin
print(json.dumps({"tool": f"trl {method} {kind}", "real_tokens": tokens, "seconds": round(seconds, 1), "real_tokens_per_s": round(tokens / seconds, 1),
                  "losses": [round(entry["loss"], 4) for entry in trainer.state.log_history if "loss" in entry],
                  "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
