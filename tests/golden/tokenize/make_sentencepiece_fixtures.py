"""Trains small sentencepiece models on the text of make_tokenizer_fixtures.py and writes them with digests of the ids that
sentencepiece itself gives for random strings: <name>.model and sentencepiece.json. Left out are strings that hold the sign for blanks,
and, where a model keeps blanks, those that begin with one: there Hugging Face and sentencepiece differ, and Hugging Face counts.
fairseq.json: digests, as in families.json, of what transformers 5.23.0 makes of the last model in a folder of XLM-RoBERTa or CamemBERT.
usage: make_sentencepiece_fixtures.py OUT_FOLDER [BLOCKS, 20 unless told] [--digests-only]"""
import io
import json
import os
import shutil
import sys
import tempfile

import make_family_fixtures
import sentencepiece
import transformers
from charsmap import rules
from make_tokenizer_fixtures import EVERY_KIND, TEXT, fnv, random_text

PLAIN = EVERY_KIND & ~(1 << 14)  # without snippets, which name special tokens
NO_MARKS = PLAIN & ~(1 << 4 | 1 << 5 | 1 << 8 | 1 << 10 | 1 << 11)  # nothing that joins the character before it


def train(folder, **options):
    table = os.path.join(folder, "rules.tsv")
    with open(table, "w", encoding="utf-8") as out:
        for key, to in sorted(rules().items()):
            out.write(" ".join(f"{ord(c):X}" for c in key.decode()) + "\t" + " ".join(f"{ord(c):X}" for c in to) + "\n")
    if options.pop("with_rules", False):
        options["normalization_rule_tsv"] = table
    else:
        options["normalization_rule_name"] = "identity"
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT.splitlines() * 4), model_writer=model, num_threads=1, minloglevel=2, hard_vocab_limit=False,
        character_coverage=0.98, **options)
    os.remove(table)
    return model.getvalue()


MODELS = {
    "spm_unigram": (dict(model_type="unigram", vocab_size=220, with_rules=True, pad_id=0, eos_id=1, unk_id=2, bos_id=-1), NO_MARKS),
    "spm_unigram_bytes": (dict(model_type="unigram", vocab_size=460, byte_fallback=True, remove_extra_whitespaces=False,
                               user_defined_symbols=["<sep>"]), PLAIN),
    "spm_bpe": (dict(model_type="bpe", vocab_size=520, byte_fallback=True, remove_extra_whitespaces=False), PLAIN),
    "spm_bpe_unknown": (dict(model_type="bpe", vocab_size=300, control_symbols=["<cls>"]), PLAIN),
    "spm_blank_runs": (dict(model_type="bpe", vocab_size=520, byte_fallback=True, remove_extra_whitespaces=False,
                            add_dummy_prefix=False, user_defined_symbols=["\u2581" * n for n in range(2, 9)]), PLAIN),
    "spm_fairseq": (dict(model_type="unigram", vocab_size=220, with_rules=True), NO_MARKS),
}


def wanted(text, keeps_blanks):
    return "\u2581" not in text and "\0" not in text and not (keeps_blanks and text.startswith(" "))


def digests(processor, kinds, keeps_blanks, blocks, size=1000):
    out = []
    for block in range(blocks):
        numbers = []
        for k in range(size):
            text = random_text(block * size + k, kinds)
            if wanted(text, keeps_blanks):
                numbers += processor.encode(text) + [0xFFFFFFFF]
        out.append(f"{fnv(b''.join(n.to_bytes(4, 'little') for n in numbers)):016x}")
    return out


def fairseq(model, blocks):
    """Only where numbers are given anew do ids depend on the program that trained a model."""
    found = {}
    for kind in ("xlm-roberta", "camembert"):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(model, os.path.join(folder, "sentencepiece.bpe.model"))
            with open(os.path.join(folder, "config.json"), "w") as out:
                json.dump({"model_type": kind}, out)
            tokenizer = transformers.AutoTokenizer.from_pretrained(folder).backend_tokenizer
            # Without snippets: <mask> takes the blank before it in the models' tokenizer.json, but not here.
            found[kind] = {"kinds": PLAIN, "digests": make_family_fixtures.digests(tokenizer, PLAIN, blocks)}
    return found


def main():
    blocks = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    found = {}
    for name, (options, kinds) in MODELS.items():
        path = os.path.join(sys.argv[1], name + ".model")
        if "--digests-only" in sys.argv:
            path = os.path.join(os.path.dirname(__file__), name + ".model")
        else:
            with open(path, "wb") as out:
                out.write(train(sys.argv[1], **options))
        processor = sentencepiece.SentencePieceProcessor(model_file=path)
        keeps = options.get("remove_extra_whitespaces", True) is False
        found[name] = {"kinds": kinds, "keepsBlanks": keeps, "digests": digests(processor, kinds, keeps, blocks)}
        print(name, processor.get_piece_size(), os.path.getsize(path), found[name]["digests"][0], flush=True)
    with open(os.path.join(sys.argv[1], "sentencepiece.json"), "w") as out:
        json.dump(found, out, indent=0)
    with open(os.path.join(sys.argv[1], "fairseq.json"), "w") as out:
        json.dump(fairseq(path, blocks), out, indent=0)


if __name__ == "__main__":
    main()
