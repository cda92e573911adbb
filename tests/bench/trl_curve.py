"""The loss curve of TRL + PEFT from adapters that are saved first, on the rows in their order, so that another trainer can repeat it.
usage: trl_curve.py MODEL_FOLDER ROWS.jsonl COUNT ADAPTER_FOLDER     writes the initial adapter, prints one line of JSON"""
import itertools
import json
import sys
import tempfile

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

folder, path, count, adapter = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
with open(path, encoding="utf-8") as file:
    conversations = [json.loads(line)["messages"] for line in itertools.islice(file, count)]
rows = Dataset.from_list([{"prompt": turns[:-1], "completion": turns[-1:]} for turns in conversations])
targets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]

with tempfile.TemporaryDirectory() as output:
    settings = SFTConfig(output_dir=output, num_train_epochs=1, per_device_train_batch_size=1, gradient_accumulation_steps=8,
                         max_length=512, completion_only_loss=True, learning_rate=2e-4, lr_scheduler_type="linear", weight_decay=0.0,
                         bf16=False, use_cpu=True, gradient_checkpointing=False, logging_steps=1, save_strategy="no", report_to=[], seed=0)
    trainer = SFTTrainer(model=AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), args=settings, train_dataset=rows,
                         processing_class=AutoTokenizer.from_pretrained(folder),
                         peft_config=LoraConfig(r=16, lora_alpha=32, target_modules=targets, task_type="CAUSAL_LM"))
    trainer._get_train_sampler = lambda *_: torch.utils.data.SequentialSampler(trainer.train_dataset)
    trainer.model.save_pretrained(adapter)
    trainer.train()
print(json.dumps({"tool": "trl, rows in order", "losses": [round(entry["loss"], 6) for entry in trainer.state.log_history if "loss" in entry]}))
