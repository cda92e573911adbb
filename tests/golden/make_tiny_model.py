"""Makes ../data/tiny_model: a Llama of 131,000 parameters with its tokenizer and chat template, which tests train and talk to.

It has read made-up questions and answers, so it knows how a conversation goes and where an answer ends, but no fact: a few
optimizer steps on a handful of rows show in its answers. Pinned: torch 2.15.0, transformers 5.23.0, tokenizers 0.23.3,
safetensors 0.8.0. Run from this folder: python make_tiny_model.py
"""
import json
import random
import shutil
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

from make_llama_fixtures import SPECIAL, TEMPLATE

OUT = Path(__file__).parent.parent / "data" / "tiny_model"
VOCABULARY, CONTEXT = 512, 1024
STEPS, ROWS = 1200, 16
THINGS = "apple bell boat book boot bread brush candle card chair clock coat comb cup desk dish door drum flag fork glass glove hat "\
         "jar key kite knife lamp letter map milk mirror pan paper pen pin plate pot ring rope salt saw scarf shell shoe soap sock "\
         "spoon stamp stone string sugar table tent ticket towel toy vase watch wheel whistle".split()
PLACES = "attic barn bath cellar church corner garage garden hall harbour kitchen library market mill office park porch room school "\
         "shed shop stable station street studio tower yard".split()
COLOURS = "black blue brown gold green grey pink purple red silver white yellow".split()
NAMES = "Anna Ben Clara David Emma Frank Greta Henry Ida Jacob Karen Leo Maria Nina Oscar Paula Rosa Simon Tina Victor".split()
TIMES = "eight nine ten eleven noon one two three four five six seven midnight".split()


def question(draw: random.Random) -> tuple[str, str]:
    """A question about things drawn at random, so that the form can be learned and the answer cannot."""
    thing, place, colour, name, time = (draw.choice(x) for x in (THINGS, PLACES, COLOURS, NAMES, TIMES))
    number = draw.randrange(100)
    return draw.choice([
        (f"Where is the {thing}?", f"The {thing} is in the {place}."),
        (f"Where is the {thing} {number}?", f"The {thing} {number} is in the {place}."),
        (f"What colour is the {thing}?", f"The {thing} is {colour}."),
        (f"Who has the {thing}?", f"{name} has the {thing}."),
        (f"When does the {place} open?", f"The {place} opens at {time}."),
        (f"What does the {thing} cost?", f"The {thing} costs {number}."),
        (f"Who is in the {place}?", f"{name} is in the {place}."),
        (f"Can I see the {place}?", draw.choice(["Yes, you can.", "No, you cannot."])),
    ])


def render(asked: str, answered: str) -> str:
    return f"<|im_start|>user\n{asked}<|im_end|>\n<|im_start|>assistant\n{answered}<|im_end|>\n"


def save_tokenizer() -> Tokenizer:
    """A byte-level BPE that covers every byte, with the pre-tokenizer and special tokens of SmolLM2."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                       pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=SPECIAL, show_progress=False,
                                  initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()))
    draw = random.Random(1)
    tokenizer.train_from_iterator([" ".join(question(draw)) + " user assistant" for _ in range(2000)], trainer)
    assert tokenizer.get_vocab_size() == VOCABULARY
    tokenizer.save(str(OUT / "tokenizer.json"))
    config = dict(tokenizer_class="PreTrainedTokenizerFast", bos_token=SPECIAL[1], eos_token=SPECIAL[2], pad_token=SPECIAL[2],
                  unk_token=SPECIAL[0], model_max_length=CONTEXT, clean_up_tokenization_spaces=False)
    (OUT / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
    (OUT / "chat_template.jinja").write_text(TEMPLATE)
    return tokenizer


def train(model: LlamaForCausalLM, tokenizer: Tokenizer) -> float:
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=STEPS)
    draw = random.Random(2)
    mean = 0.0
    for step in range(STEPS):
        rows = [tokenizer.encode(render(*question(draw)), add_special_tokens=False).ids for _ in range(ROWS)]
        longest = max(map(len, rows))
        ids = torch.tensor([row + [2] * (longest - len(row)) for row in rows])
        labels = torch.tensor([row + [-100] * (longest - len(row)) for row in rows])
        logits = model(input_ids=ids).logits
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), ignore_index=-100)
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
    model = LlamaForCausalLM(LlamaConfig(
        hidden_size=64, intermediate_size=192, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
        vocab_size=VOCABULARY, max_position_embeddings=CONTEXT, rms_norm_eps=1e-5, initializer_range=0.05, bos_token_id=1,
        eos_token_id=2, pad_token_id=2, tie_word_embeddings=True, attn_implementation="eager"))
    print("loss", train(model, tokenizer))
    model.save_pretrained(OUT)
    model.eval()
    for asked in ("Where is the lamp?", "What colour is the kite?"):
        prompt = tokenizer.encode(f"<|im_start|>user\n{asked}<|im_end|>\n<|im_start|>assistant\n", add_special_tokens=False).ids
        ids = model.generate(torch.tensor([prompt]), do_sample=False, max_new_tokens=24, attention_mask=torch.ones(1, len(prompt)))
        print(asked, "->", tokenizer.decode(ids[0, len(prompt):].tolist(), skip_special_tokens=False))
    print(sum(p.numel() for p in model.parameters()), "parameters,", (OUT / "model.safetensors").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
