"""Writes core/tokenize/unicode_ranges.cpp: the code point classes as tokenizers 0.23.3 sees them, found by asking it about every
code point, so that pre-tokenization does not depend on the Unicode version of the system's libraries.
usage: make_unicode_ranges.py OUT.cpp"""
import sys
import unicodedata
from tokenizers import Regex, normalizers, pre_tokenizers

POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
LETTER, NUMBER, SPACE, MARK, PUNCTUATION, NUMERIC, WORD, BOUNDARY_WORD, NORMALIZES = (1 << k for k in range(9))


def blocks(size):
    for k in range(0, len(POINTS), size):
        yield POINTS[k:k + size]


def covered(step):
    """Code points that a pre-tokenizer keeps when it sees each block as one text."""
    found = set()
    for block in blocks(4096):
        for _, (begin, end) in step.pre_tokenize_str("".join(map(chr, block))):
            found.update(block[begin:end])
    return found


def matching(pattern):
    return covered(pre_tokenizers.Split(Regex(pattern), "removed", invert=True))


def numeric():
    found = set()
    for block in blocks(2048):
        text = "".join("a" + chr(c) + "b" for c in block)
        for _, (begin, end) in pre_tokenizers.Digits(individual_digits=True).pre_tokenize_str(text):
            if end - begin == 1 and begin % 3 == 1:
                found.add(block[begin // 3])
    return found


def boundary_word():
    """Code points that Whitespace joins to letters on both sides (its own \\w)."""
    found = set()
    for block in blocks(2048):
        text = "".join("a" + chr(c) + "b" for c in block)
        pieces = [span for _, span in pre_tokenizers.Whitespace().pre_tokenize_str(text)]
        starts = {begin for begin, _ in pieces}
        inside = {i for begin, end in pieces for i in range(begin, end)}
        found.update(c for k, c in enumerate(block) if 3 * k + 1 in inside and 3 * k + 1 not in starts)
    return found


def normalizes():
    """Code points that canonical or compatibility normalization may change, move or compose with the one before."""
    compatible, canonical = normalizers.NFKD(), normalizers.NFD()
    seconds = {ord(d[-1]) for d in (unicodedata.normalize("NFD", chr(c)) for c in POINTS) if len(d) > 1}
    found = set()
    for c in POINTS:
        s = chr(c)
        if compatible.normalize_str(s) != s or c in seconds:
            found.add(c)
        elif canonical.normalize_str("a" + s + "\u0334") != "a" + s + "\u0334":
            found.add(c)
        elif canonical.normalize_str("a\u0301" + s) != "a\u0301" + s:
            found.add(c)
    return found


def main():
    everything = set(POINTS)
    classes = [
        (LETTER, matching(r"\p{L}")), (NUMBER, matching(r"\p{N}")), (SPACE, matching(r"\s")), (MARK, matching(r"\p{M}")),
        (PUNCTUATION, everything - covered(pre_tokenizers.Punctuation("removed"))), (NUMERIC, numeric()),
        (WORD, matching(r"\w")), (BOUNDARY_WORD, boundary_word()), (NORMALIZES, normalizes())]
    assert classes[2][1] == everything - covered(pre_tokenizers.WhitespaceSplit())
    flags = [0] * 0x110000
    for bit, members in classes:
        for c in members:
            flags[c] |= bit
    runs = [(c, f) for c, f in enumerate(flags) if c == 0 or flags[c - 1] != f]
    words = [f"0x{c << 9 | f:x}" for c, f in runs]
    with open(sys.argv[1], "w") as out:
        out.write("// Made by tests/golden/tokenize/make_unicode_ranges.py from tokenizers 0.23.3; not edited by hand.\n"
                  '#include "core/tokenize/unicode_class.h"\n\n#include <iterator>\n\nnamespace tunesmith::unicode {\n\n// clang-format off\n'
                  "const std::uint32_t kRanges[] = {\n")
        for k in range(0, len(words), 10):
            out.write("    " + ", ".join(words[k:k + 10]) + ",\n")
        out.write("};\n// clang-format on\nconst std::size_t kRangeCount = std::size(kRanges);\n\n"
                  "}  // namespace tunesmith::unicode\n")


main()
