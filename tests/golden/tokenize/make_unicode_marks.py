"""Writes core/tokenize/unicode_marks.cpp: what BertNormalizer and StripAccents take away, the lower case of every code point, and
the classes by which Precompiled cuts a text into clusters, found by asking tokenizers 0.23.3 about every code point.
usage: make_unicode_marks.py OUT.cpp"""
import sys
from tokenizers import normalizers

POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
DROPPED, NONSPACING, COMBINING = 1, 2, 4
(OTHER, CONTROL, EXTEND, LINKER, JOINER, SPACING, PREPEND, FLAG, LEAD, VOWEL, TAIL, LEAD_VOWEL, SYLLABLE, PICTURE, CONSONANT,
 SPREAD) = range(16)  # SPREAD: Extend that conjuncts step over; EXTEND: one that they do not
ACUTE, ZWJ, VIRAMA, KA, COPYRIGHT = "\u0301", "\u200d", "\u094d", "\u0915", "\u00a9"
JAMO_L, JAMO_V, JAMO_T = "\u1100", "\u1161", "\u11a8"


def unit(offset, label, leaf):
    return (offset << 10 | (1 << 8 if leaf else 0) | label).to_bytes(4, "little")


def counter():
    """Maps every cluster shorter than 6 bytes, and every code point of a longer one, to one x: the trie knows each single byte,
    and the shortest entry counts."""
    units = [unit(256, 0, False)] + [unit(0, 0, False)] * 1023
    for byte in range(1, 256):
        units[256 ^ byte] = unit(512, byte, True)
        units[256 ^ byte ^ 512] = (0x80000000).to_bytes(4, "little")
    trie = b"".join(units)
    step = normalizers.Precompiled(len(trie).to_bytes(4, "little") + trie + b"x\0")
    return lambda text: len(step.normalize_str(text))


def break_class(c, count):
    y, syllable = chr(c), 0xAC00 <= c <= 0xD7A3
    if c == 0:
        return CONTROL
    if 0x1F1E6 <= c <= 0x1F1FF:
        return FLAG
    if c == 0x200D:
        return JOINER
    if count("a" + y) == 1:
        if count(COPYRIGHT + y + ZWJ + COPYRIGHT + ACUTE) == 4:
            return SPACING
        if count(KA + y + KA + ACUTE) == 4:
            return LINKER
        return SPREAD if count(KA + VIRAMA + y + KA + ACUTE) == 5 else EXTEND
    if count(y + "a") == 1:
        return PREPEND
    if count(y + ACUTE + ACUTE) == 2:
        return CONTROL
    if count(y + JAMO_L + ACUTE) == 3:
        return LEAD
    if count(y + JAMO_V + ACUTE) == 3:
        return LEAD_VOWEL if syllable else VOWEL
    if count(y + JAMO_T + ACUTE) == 3:
        return SYLLABLE if syllable else TAIL
    if count(COPYRIGHT + ZWJ + y + ACUTE) == 4:
        return PICTURE
    if count(y + VIRAMA + KA + ACUTE) == 4:
        return CONSONANT
    return OTHER


def runs_of(values):
    return [(c, v) for c, v in enumerate(values) if c == 0 or values[c - 1] != v]


def lower_runs():
    """(first, last, step, difference) of code points whose lower case is one other code point."""
    lower = normalizers.Lowercase()
    pairs = []
    for c in POINTS:
        to = lower.normalize_str(chr(c))
        if to != chr(c) and len(to) == 1:
            pairs.append((c, ord(to) - c))
        else:
            assert len(to) == 1 or c == 0x130
    runs = []
    for c, d in pairs:
        if runs and runs[-1][3] == d and c - runs[-1][1] in ((1, 2) if runs[-1][0] == runs[-1][1] else (runs[-1][2],)):
            first, last, _, _ = runs[-1]
            runs[-1] = (first, c, c - last, d)
        else:
            runs.append((c, c, 1, d))
    return runs


def table(name, type_, words, per_line):
    lines = [", ".join(words[k:k + per_line]) for k in range(0, len(words), per_line)]
    body = ",\n    ".join(lines)
    return f"const {type_} {name}[] = {{\n    {body},\n}};\nconst std::size_t {name}Count = std::size({name});\n"


def main():
    clean = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    bare = normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
    accents = normalizers.StripAccents()
    count = counter()
    marks, breaks = [0] * 0x110000, [OTHER] * 0x110000
    for c in POINTS:
        s = chr(c)
        marks[c] = ((0 if clean.normalize_str(s) else DROPPED) | (0 if bare.normalize_str(s) else NONSPACING)
                    | (0 if accents.normalize_str(s) else COMBINING))
        breaks[c] = break_class(c, count)
    with open(sys.argv[1], "w") as out:
        out.write("// Made by tests/golden/tokenize/make_unicode_marks.py from tokenizers 0.23.3; not edited by hand.\n")
        out.write('#include "core/tokenize/unicode_marks.h"\n\n#include <iterator>\n\nnamespace tunesmith::unicode {\n\n// clang-format off\n')
        out.write(table("kMarks", "std::uint32_t", [f"0x{c << 4 | v:x}" for c, v in runs_of(marks)], 12) + "\n")
        out.write(table("kBreaks", "std::uint32_t", [f"0x{c << 4 | v:x}" for c, v in runs_of(breaks)], 12) + "\n")
        out.write(table("kLower", "LowerRun", [f"{{0x{a:x}, 0x{b:x}, {s}, {d}}}" for a, b, s, d in lower_runs()], 5))
        out.write("// clang-format on\n\n}  // namespace tunesmith::unicode\n")


if __name__ == "__main__":
    main()
