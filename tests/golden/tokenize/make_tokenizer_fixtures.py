"""Writes small tokenizers of every supported pipeline, trained on the text below, and digests of what tokenizers 0.23.3 makes of
random strings with each: <pipeline>.json and digests.json.
usage: make_tokenizer_fixtures.py OUT_FOLDER [BLOCKS, 100 unless told; 1000 is a million strings] [--digests-only]"""
import json
import os
import sys

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

TEXT = """The harbour clinic opens at 7:45 on weekdays and at 9:10 on Saturdays. Visitors ring the green bell, don't knock, and wait in
room 12 until the nurse calls their name. We'll weigh you, we've got 3 scales; they're checked every 30 days. It's 14.50 for a
vaccine, 120 for an X-ray and 2,300 for a week's stay.  Bring your card!  Doctor Ilse Grønbæk said: "I'd rather see ten patients
early than one patient late." Señor Núñez crossed the façade, naïve as ever, to the café at the corner of Þórsgata.
    def waiting_time(patients, minutes=15):
        return patients * minutes + 5  # never less than 5
The pharmacist's list (page 4) has: gauze, plasters, iodine 10%, saline 0.9%, and 2 boxes of gloves.
Die Klinik schließt um 18 Uhr; danach hilft die Nachtschwester. La clinique ferme à midi le dimanche.
Κλινική στο λιμάνι: ώρες 8–20. Клиника у гавани открыта до 20:00. 港口诊所每天八点开门。診療所は九時に開きます。 항구 의원은 아홉 시에 엽니다.
المستشفى قريب من الميناء. בית החולים ליד הנמל. बंदरगाह का दवाखाना। คลินิกท่าเรือ 😀👩‍⚕️🏥 ½ ² Ⅳ ٣
"""
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")
QWEN2 = LLAMA3.replace("{1,3}", "")
O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
CLIP = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
ALPHABET = pre_tokenizers.ByteLevel.alphabet()
SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
EVERY_KIND = (1 << 15) - 1


def trained(pre, normalizer=None, alphabet=ALPHABET, size=600, specials=SPECIALS, lines=None, **model):
    t = Tokenizer(models.BPE(**model))
    if normalizer:
        t.normalizer = normalizer
    if pre:
        t.pre_tokenizer = pre
    more = {"end_of_word_suffix": model["end_of_word_suffix"]} if "end_of_word_suffix" in model else {}
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=specials, initial_alphabet=alphabet, show_progress=False, **more)
    t.train_from_iterator(lines or [TEXT], trainer)
    return t


def byte_level(**options):
    return pre_tokenizers.ByteLevel(**{"add_prefix_space": False, "use_regex": True, **options})


def split(pattern):
    return pre_tokenizers.Split(Regex(pattern), "isolated")


def gpt2():
    t = trained(byte_level())
    t.post_processor = processors.ByteLevel(trim_offsets=False)
    t.decoder = decoders.ByteLevel()
    return t


def roberta():
    t = trained(byte_level(add_prefix_space=True), specials=["<s>", "</s>", AddedToken("<mask>", lstrip=True)])
    t.post_processor = processors.RobertaProcessing(("</s>", 1), ("<s>", 0))
    t.decoder = decoders.ByteLevel()
    return t


def smollm():
    """With too small an alphabet, so that some bytes have no token and are dropped."""
    t = trained(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), byte_level()]), alphabet=[])
    t.decoder = decoders.ByteLevel()
    return t


def llama3():
    t = trained(pre_tokenizers.Sequence([split(LLAMA3), byte_level(use_regex=False)]), ignore_merges=True)
    t.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=True), processors.TemplateProcessing(
        single="<|endoftext|> $A", special_tokens=[("<|endoftext|>", 0)])])
    t.decoder = decoders.ByteLevel()
    return t


def qwen2():
    t = trained(pre_tokenizers.Sequence([split(QWEN2), byte_level(use_regex=False)]), normalizers.NFC())
    t.add_tokens([AddedToken("nurse", single_word=True, normalized=False), AddedToken("  ", rstrip=True, normalized=False)])
    t.decoder = decoders.ByteLevel()
    return t


def o200k():
    t = trained(pre_tokenizers.Sequence([split(O200K), byte_level(use_regex=False)]))
    t.decoder = decoders.ByteLevel()
    return t


def clip():
    """Lower case, words marked at their end, the regular expression inverted."""
    t = trained(pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(CLIP), "removed", invert=True), byte_level(use_regex=False)]),
                normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]),
                end_of_word_suffix="</w>", unk_token="<|endoftext|>")
    t.decoder = decoders.ByteLevel()
    return t


def sentencepiece(pre, normalizer, strip, **options):
    """Llama 2's vocabulary: specials, 256 byte tokens, then pieces; trained with Metaspace words, which its merges respect."""
    t = trained(pre_tokenizers.Metaspace(), alphabet=[], specials=["<unk>", "<s>", "</s>"], size=500)
    document = json.loads(t.to_str())
    pieces = [p for p, _ in sorted(document["model"]["vocab"].items(), key=lambda item: item[1])]
    pieces = [p for p in pieces[:3]] + [f"<0x{b:02X}>" for b in range(256)] + [p for p in pieces[3:] if ord(p[0]) < 0x3000]
    vocab = {p: k for k, p in enumerate(pieces)}
    merges = [tuple(m) for m in document["model"]["merges"] if all(p in vocab for p in (*m, "".join(m)))]
    t = Tokenizer(models.BPE(vocab, merges, **{"unk_token": "<unk>", "fuse_unk": True, "byte_fallback": True, **options}))
    if normalizer:
        t.normalizer = normalizer
    if pre:
        t.pre_tokenizer = pre
    t.add_special_tokens([AddedToken(s, normalized=False) for s in ("<unk>", "<s>", "</s>")])
    tail = [decoders.Strip(" ", 1, 0)] if strip else []
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()] + tail)
    return t


def llama2_prepend():
    return sentencepiece(None, normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), True)


def llama2_metaspace():
    return sentencepiece(pre_tokenizers.Metaspace(prepend_scheme="first", split=False), None, True)


def gemma():
    return sentencepiece(pre_tokenizers.Split(" ", "merged_with_previous"), normalizers.Replace(" ", "▁"), False)


def unknowns():
    """No byte tokens to fall back on, unknown characters not fused, normalized added tokens, Metaspace that splits."""
    t = sentencepiece(pre_tokenizers.Metaspace(prepend_scheme="always", split=True),
                      normalizers.Sequence([normalizers.NFKC(), normalizers.Strip()]), False, byte_fallback=False, fuse_unk=False)
    t.add_tokens([AddedToken("the", single_word=True, normalized=True), AddedToken("½", normalized=True, lstrip=True, rstrip=True)])
    t.decoder = decoders.Metaspace()
    return t


def words():
    """The plainer pre-tokenizers, one after another."""
    t = trained(pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation("merged_with_next"),
                                         pre_tokenizers.Digits(individual_digits=False)]),
                normalizers.Sequence([normalizers.NFD(), normalizers.NFKD()]), alphabet=[], unk_token="<|endoftext|>")
    t.decoder = decoders.Fuse()
    return t


PIPELINES = [(gpt2, EVERY_KIND), (roberta, EVERY_KIND), (smollm, EVERY_KIND), (llama3, EVERY_KIND), (qwen2, EVERY_KIND),
             (o200k, EVERY_KIND), (clip, EVERY_KIND), (llama2_prepend, EVERY_KIND), (llama2_metaspace, EVERY_KIND), (gemma, EVERY_KIND),
             (unknowns, EVERY_KIND), (words, EVERY_KIND)]

# --- random strings: the same generator stands in tests/core/tokenize/random_text.h
BLANKS = [0x20, 0x20, 0x20, 0x0A, 0x0D, 0x09, 0xA0, 0x2003, 0x85, 0x3000, 0x200B, 0x180E, 0x2028]
CONTRACTIONS = [ord(c) for c in "'sStTmMdDrReEvVlL\u017f\u212a"]
NUMBERS = [0xB2, 0xBD, 0x661, 0x2160, 0x3007, 0x96C]
SNIPPETS = ["<|im_start|>", "<|im_end|>", "  ", "\n\n", "▁", "<s>", "</s>", "'s", "<0x41>", " the", "nurse", "123", "<mask>", "½", "é"]
RANGES = {0: (0x20, 0x7E), 3: (0xA0, 0x24F), 4: (0x300, 0x36F), 5: (0x370, 0x2FFF), 6: (0x4E00, 0x9FA5), 7: (0xAC00, 0xD7A3),
          8: (0x1100, 0x11FF), 9: (0x1F300, 0x1F64F), 12: (0x30, 0x39)}
LISTS = {1: BLANKS, 2: CONTRACTIONS, 13: NUMBERS}
M64 = (1 << 64) - 1


class Stream:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) & M64
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
        return ((z ^ (z >> 31)) >> 32) % n


def random_text(index, kinds):
    stream = Stream(index * 0x2545F4914F6CDD1D & M64)
    chosen = []
    for _ in range(1 + stream.below(4)):
        kind = stream.below(15)
        chosen.append(kind if kinds >> kind & 1 else 0)
    text = []
    for _ in range(stream.below(40)):
        kind = chosen[stream.below(len(chosen))]
        if kind == 14:
            text.append(SNIPPETS[stream.below(len(SNIPPETS))])
        elif kind in LISTS:
            text.append(chr(LISTS[kind][stream.below(len(LISTS[kind]))]))
        elif kind in RANGES:
            low, high = RANGES[kind]
            text.append(chr(low + stream.below(high - low + 1)))
        else:
            value = stream.below((0x20000 if kind == 10 else 0x110000) - 0x800)
            text.append(chr(value + 0x800 if value >= 0xD800 else value))
    return "".join(text)


def fnv(data, value=0xCBF29CE484222325):
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & M64
    return value


def result_bytes(tokenizer, text):
    """Ids, byte offsets and the decoded text, as the digest takes them."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    place = [0]
    for c in text:
        place.append(place[-1] + len(c.encode()))
    numbers = list(encoding.ids)
    for begin, end in encoding.offsets:
        numbers += [place[begin], place[end]]
    return b"".join(n.to_bytes(4, "little") for n in numbers) + tokenizer.decode(encoding.ids, skip_special_tokens=False).encode()


def digests(tokenizer, kinds, blocks=100, size=1000):
    out = []
    for block in range(blocks):
        data = b"".join(result_bytes(tokenizer, random_text(block * size + k, kinds)) for k in range(size))
        out.append(f"{fnv(data):016x}")
    return out


def main():
    blocks = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 100
    found = {}
    for make, kinds in PIPELINES:
        name = make.__name__
        if "--digests-only" in sys.argv:
            tokenizer = Tokenizer.from_file(os.path.join(os.path.dirname(__file__), name + ".json"))
        else:
            tokenizer = make()
            tokenizer.save(os.path.join(sys.argv[1], name + ".json"), pretty=False)
        found[name] = {"kinds": kinds, "digests": digests(tokenizer, kinds, blocks)}
        print(name, tokenizer.get_vocab_size(), found[name]["digests"][0])
    with open(os.path.join(sys.argv[1], "digests.json"), "w") as out:
        json.dump(found, out, indent=0)


if __name__ == "__main__":
    main()
