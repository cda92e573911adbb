"""Makes ../data/tiny_t5: an encoder-decoder of 150,000 parameters with its tokenizer, which tests train and talk to.

A T5 v1.1 that has read the questions and answers of make_tiny_model.py: it knows their form and no fact. Pinned as there. Run from this
folder: python make_tiny_t5.py
"""
import json
import random
import shutil
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import T5Config, T5ForConditionalGeneration

from make_tiny_model import question

OUT = Path(__file__).parent.parent / "data" / "tiny_t5"
TOKENS, ROWS_OF_TABLE = 400, 416  # the published models have more rows than tokens, too
STEPS, ROWS = 1500, 16
SPECIAL = ["<pad>", "</s>", "<unk>"]


def save_tokenizer() -> Tokenizer:
    """Unigram over words that begin with a mark, each text ended by </s>."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=TOKENS, special_tokens=SPECIAL, unk_token="<unk>", show_progress=False,
                                      initial_alphabet=[chr(c) for c in range(33, 127)])
    draw = random.Random(1)
    tokenizer.train_from_iterator([" ".join(question(draw)) for _ in range(2000)], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)])
    tokenizer.save(str(OUT / "tokenizer.json"))
    config = dict(tokenizer_class="PreTrainedTokenizerFast", eos_token="</s>", pad_token="<pad>", unk_token="<unk>", model_max_length=512)
    (OUT / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
    return tokenizer


def padded(rows: list[list[int]], filler: int) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])


def train(model: T5ForConditionalGeneration, tokenizer: Tokenizer) -> float:
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=STEPS)
    draw = random.Random(2)
    mean = 0.0
    for step in range(STEPS):
        pairs = [question(draw) for _ in range(ROWS)]
        sources, answers = ([tokenizer.encode(pair[i]).ids for pair in pairs] for i in (0, 1))
        ids = padded(sources, 0)
        loss = model(input_ids=ids, attention_mask=(ids != 0).long(), labels=padded(answers, -100)).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = loss.item() if step == 0 else 0.95 * mean + 0.05 * loss.item()
    return mean


def main() -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(3)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    tokenizer = save_tokenizer()
    model = T5ForConditionalGeneration(T5Config(vocab_size=ROWS_OF_TABLE, d_model=48, d_kv=16, d_ff=96, num_layers=2, num_heads=4, dropout_rate=0.0,
                                                feed_forward_proj="gated-gelu", tie_word_embeddings=False, decoder_start_token_id=0))
    model.lm_head.weight = torch.nn.Parameter(torch.randn_like(model.shared.weight) * 0.05)
    print("loss", train(model, tokenizer))
    model.eval().save_pretrained(OUT)
    for asked in ("Where is the lamp?", "What colour is the kite?"):
        ids = model.generate(torch.tensor([tokenizer.encode(asked).ids]), do_sample=False, max_new_tokens=24)
        print(asked, "->", tokenizer.decode(ids[0].tolist(), skip_special_tokens=False))
    print(sum(p.numel() for p in model.parameters()), "parameters,", (OUT / "model.safetensors").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
