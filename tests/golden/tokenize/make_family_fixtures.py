"""Writes small tokenizers of the families beyond byte-level BPE, and of the ways in which models frame their inputs, with digests of
what tokenizers 0.23.3 makes of random strings with each: <family>.json and families.json.
usage: make_family_fixtures.py OUT_FOLDER [BLOCKS, 20 unless told; 1000 is a million strings] [--digests-only] [--data FOLDER]"""
import json
import os
import re
import sys

from make_tokenizer_fixtures import EVERY_KIND, TEXT, byte_level, fnv, random_text, trained
from charsmap import compiled, rules
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

BERT_SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def learnt(steps, spell):
    """Byte-pair merges of the text's words, the most frequent first and ties by spelling: the trainers of tokenizers leave ties to
    chance. `spell` writes a word as its symbols."""
    words = {}
    for word in re.findall(r"\w+|[^\w\s]", TEXT):
        words[word] = words.get(word, 0) + 1
    spelled = {w: spell(w) for w in words}
    symbols, merges = sorted({s for p in spelled.values() for s in p}), []
    for _ in range(steps):
        counts = {}
        for word, parts in spelled.items():
            for pair in zip(parts, parts[1:]):
                counts[pair] = counts.get(pair, 0) + words[word]
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        joined = best[0] + best[1].removeprefix("##")
        merges.append(best)
        symbols.append(joined)
        for parts in spelled.values():
            for k in range(len(parts) - 2, -1, -1):
                if (parts[k], parts[k + 1]) == best:
                    parts[k:k + 2] = [joined]
    return list(dict.fromkeys(symbols)), merges


def word_piece(normalizer, pre, prefix="##", **options):
    symbols, _ = learnt(260, lambda w: [w[0]] + ["##" + c for c in w[1:]])
    lower = [s.lower() for s in symbols]
    tokens = list(dict.fromkeys(BERT_SPECIALS + [prefix + s[2:] if s.startswith("##") and len(s) > 2 else s for s in symbols + lower]))
    t = Tokenizer(models.WordPiece({s: k for k, s in enumerate(tokens)}, unk_token="[UNK]", **options))
    t.normalizer = normalizer
    t.pre_tokenizer = pre
    t.add_special_tokens([AddedToken(s, normalized=False) for s in BERT_SPECIALS])
    return t


def frame(single, pair, ids):
    return processors.TemplateProcessing(single=single, pair=pair, special_tokens=list(ids.items()))


def bert():
    t = word_piece(normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer())
    t.post_processor = frame("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", {"[CLS]": 2, "[SEP]": 3})
    t.decoder = decoders.WordPiece()
    return t


def bert_cased():
    t = word_piece(normalizers.BertNormalizer(lowercase=False, handle_chinese_chars=True), pre_tokenizers.BertPreTokenizer())
    t.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    t.decoder = decoders.WordPiece(cleanup=False)
    return t


def bert_accents():
    """Accents stripped, case kept, nothing cleaned."""
    t = word_piece(normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False),
                   pre_tokenizers.BertPreTokenizer())
    t.add_tokens([AddedToken("Clinic", normalized=True), AddedToken("<mask>", lstrip=True, normalized=False)])
    t.decoder = decoders.WordPiece()
    return t


def short_words():
    t = word_piece(normalizers.Sequence([normalizers.Nmt(), normalizers.StripAccents(), normalizers.Lowercase()]),
                   pre_tokenizers.Whitespace(), prefix="@@", continuing_subword_prefix="@@", max_input_chars_per_word=6)
    t.decoder = decoders.WordPiece(prefix="@@", cleanup=True)
    return t


def precompiled():
    return normalizers.Precompiled(compiled(rules()))


def unigram(normalizer, pre, specials, unk, fallback=False):
    """Pieces that a BPE trainer finds, with scores that are no order of them."""
    bpe = trained(pre_tokenizers.Metaspace(), alphabet=[], specials=[], size=420)
    pieces = [p for p, _ in sorted(bpe.get_vocab().items(), key=lambda item: item[1]) if ord(p[0]) < 0x3000]
    vocab = [(s, 0.0) for s in specials]
    if fallback:
        vocab += [(f"<0x{b:02X}>", -20.0) for b in range(256)]
    vocab += [(p, -(2.0 + k * 7919 % 1000 / 137.0 + (4.0 if len(p) == 1 else 0.0))) for k, p in enumerate(pieces)]
    t = Tokenizer(models.Unigram(vocab, unk, fallback))
    t.normalizer = normalizer
    t.pre_tokenizer = pre
    t.add_special_tokens([AddedToken(s, normalized=False) for s in specials])
    return t


def t5():
    t = unigram(normalizers.Sequence([precompiled(), normalizers.Strip(left=False, right=True),
                                      normalizers.Replace(Regex(" {2,}"), "\u2581")]),
                pre_tokenizers.Metaspace(prepend_scheme="always"), ["<pad>", "</s>", "<unk>", "<extra_id_0>"], 2)
    t.post_processor = frame("$A </s>", "$A </s> $B </s>", {"</s>": 1})
    t.decoder = decoders.Metaspace(prepend_scheme="always")
    return t


def xlm_roberta():
    t = unigram(precompiled(), pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]),
                ["<s>", "<pad>", "</s>", "<unk>"], 3)
    t.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False)])
    t.post_processor = frame("<s> $A </s>", "<s> $A </s> </s> $B </s>", {"<s>": 0, "</s>": 2})
    t.decoder = decoders.Metaspace()
    return t


def albert():
    t = unigram(normalizers.Sequence([normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(),
                                      normalizers.StripAccents(), normalizers.Lowercase(), precompiled(),
                                      normalizers.Replace(Regex(r"\A +| +\z"), ""), normalizers.Replace(Regex(" {2,}"), " ")]),
                pre_tokenizers.Metaspace(prepend_scheme="first"), ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"], 1)
    t.post_processor = frame("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", {"[CLS]": 2, "[SEP]": 3})
    t.decoder = decoders.Metaspace()
    return t


def unigram_bytes():
    """Unknown characters as bytes, and no splitting at blanks."""
    t = unigram(None, pre_tokenizers.Metaspace(prepend_scheme="never", split=False), ["<unk>", "<s>", "</s>"], 0, True)
    t.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
    return t


def bart():
    t = trained(byte_level(), specials=["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True)])
    t.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    return t


def neox():
    t = trained(byte_level(), normalizers.NFC())
    t.add_tokens([AddedToken(" " * n, normalized=True) for n in (2, 3, 4)])
    t.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=True, add_prefix_space=False)])
    t.decoder = decoders.ByteLevel()
    return t


def word_ends():
    """BPE that marks the ends of words, cut at a sign."""
    symbols, merges = learnt(300, lambda w: [*w[:-1].lower(), w[-1].lower() + "</w>"])
    t = Tokenizer(models.BPE({s: k for k, s in enumerate(["<unk>"] + symbols)}, merges, unk_token="<unk>", end_of_word_suffix="</w>"))
    t.normalizer = normalizers.Lowercase()
    t.pre_tokenizer = pre_tokenizers.CharDelimiterSplit("e")
    t.decoder = decoders.BPEDecoder("</w>")
    return t


def scripts():
    """Words of one writing each, in pieces of three."""
    t = trained(pre_tokenizers.Sequence([pre_tokenizers.UnicodeScripts(), pre_tokenizers.FixedLength(length=3)]), alphabet=[],
                unk_token="<unk>", specials=["<unk>"])
    t.decoder = decoders.Fuse()
    return t


FAMILIES = [(bert, EVERY_KIND), (bert_cased, EVERY_KIND), (bert_accents, EVERY_KIND), (short_words, EVERY_KIND), (t5, EVERY_KIND),
            (xlm_roberta, EVERY_KIND), (albert, EVERY_KIND), (unigram_bytes, EVERY_KIND), (bart, EVERY_KIND), (neox, EVERY_KIND),
            (word_ends, EVERY_KIND), (scripts, EVERY_KIND)]


def places_of(text):
    place = [0]
    for c in text:
        place.append(place[-1] + len(c.encode()))
    return place


def numbers_of(tokenizer, text, second):
    """Plain ids and offsets of a text, then the framed pair: ids, type ids, offsets."""
    plain = tokenizer.encode(text, add_special_tokens=False)
    place, other = places_of(text), places_of(second)
    numbers = list(plain.ids)
    for begin, end in plain.offsets:
        numbers += [place[begin], place[end]]
    framed = tokenizer.encode(text, second)
    numbers += framed.ids + framed.type_ids
    for (begin, end), sequence in zip(framed.offsets, framed.sequence_ids):
        at = other if sequence == 1 else place
        numbers += [at[begin], at[end]]
    return b"".join(n.to_bytes(4, "little") for n in numbers) + tokenizer.decode(plain.ids, skip_special_tokens=False).encode()


def digests(tokenizer, kinds, blocks, size=1000):
    out = []
    for block in range(blocks):
        texts = [random_text(block * size + k, kinds) for k in range(size + 1)]
        data = b"".join(numbers_of(tokenizer, texts[k], texts[k + 1]) for k in range(size))
        out.append(f"{fnv(data):016x}")
    return out


def file_digests(tokenizer, folder):
    """Over the first 300 lines of each real data file, each as a pair with a short question."""
    found = {}
    for name in ("pubmedqa.jsonl", "gsm8k.jsonl", "seed_tasks.jsonl", "crows_pairs.csv"):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as lines:
            texts = lines.read().split("\n")[:300]
        found[name] = f"{fnv(b''.join(numbers_of(tokenizer, t, 'Is it so?') for t in texts)):016x}"
    return found


def main():
    blocks = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 20
    data = sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else None
    found = {}
    for make, kinds in FAMILIES:
        name, folder = make.__name__, os.path.dirname(__file__)
        if "--digests-only" not in sys.argv:
            folder = sys.argv[1]
            make().save(os.path.join(folder, name + ".json"), pretty=False)
        # From the file, which tokenizers reads with scores a bit beside those of the tokenizer in memory.
        tokenizer = Tokenizer.from_file(os.path.join(folder, name + ".json"))
        found[name] = {"kinds": kinds, "digests": digests(tokenizer, kinds, blocks)}
        if data:
            found[name]["files"] = file_digests(tokenizer, data)
        print(name, tokenizer.get_vocab_size(), found[name]["digests"][0], flush=True)
    with open(os.path.join(sys.argv[1], "families.json"), "w") as out:
        json.dump(found, out, indent=0)


if __name__ == "__main__":
    main()
