"""The peer of training an encoder-decoder in fp32: transformers' Seq2SeqTrainer with a LoRA adapter of rank 16 on all linear layers, 4 rows x 2
accumulated, sources of up to 512 tokens, one epoch.
usage: seq2seq_train.py MODEL_FOLDER ROWS.jsonl COUNT     prints one line of JSON"""
import itertools
import json
import resource
import sys
import tempfile
import time

import torch
from datasets import Dataset
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, DataCollatorForSeq2Seq, Seq2SeqTrainer, Seq2SeqTrainingArguments

folder, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
tokenizer = AutoTokenizer.from_pretrained(folder)
rows = []
with open(path, encoding="utf-8") as file:
    for line in itertools.islice(file, count):
        turns = json.loads(line)["messages"]
        answer = tokenizer(turns[-1]["content"]).input_ids
        source = tokenizer("\n".join(turn["content"] for turn in turns[:-1]), truncation=True, max_length=511 - len(answer)).input_ids
        rows.append(dict(input_ids=source, attention_mask=[1] * len(source), labels=answer))

model = get_peft_model(AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32),
                       LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="SEQ_2_SEQ_LM"))
tokens = sum(len(row["input_ids"]) + len(row["labels"]) + 1 for row in rows)
with tempfile.TemporaryDirectory() as output:
    settings = Seq2SeqTrainingArguments(output_dir=output, num_train_epochs=1, per_device_train_batch_size=4, gradient_accumulation_steps=2,
                                        learning_rate=2e-4, lr_scheduler_type="linear", weight_decay=0.0, use_cpu=True, logging_steps=1,
                                        save_strategy="no", report_to=[], seed=0)
    trainer = Seq2SeqTrainer(model=model, args=settings, train_dataset=Dataset.from_list(rows),
                             data_collator=DataCollatorForSeq2Seq(tokenizer, model=model))
    begin = time.perf_counter()
    trainer.train()
    seconds = time.perf_counter() - begin
print(json.dumps({"tool": "transformers seq2seq lora fp32", "real_tokens": tokens, "seconds": round(seconds, 1),
                  "real_tokens_per_s": round(tokens / seconds, 1),
                  "losses": [round(entry["loss"], 4) for entry in trainer.state.log_history if "loss" in entry],
                  "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
