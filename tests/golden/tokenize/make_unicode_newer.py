"""Writes core/tokenize/unicode_newer.cpp: the categories that tokenizers 0.23.3 gives to code points which Unicode 14 did not know, so
that its regular expressions do not depend on the Unicode version of the system's PCRE2 (14 or later).
usage: make_unicode_newer.py OUT.cpp (with a Python of Unicode 14, which is 3.11)"""
import sys
import unicodedata

from tokenizers import Regex, pre_tokenizers

CATEGORIES = ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk",
              "So", "Zs", "Zl", "Zp", "Cf"]


def matching(pattern, points):
    step = pre_tokenizers.Split(Regex(pattern), "removed", invert=True)
    found = set()
    for k in range(0, len(points), 4096):
        block = points[k:k + 4096]
        for _, (begin, end) in step.pre_tokenize_str("".join(map(chr, block))):
            found.update(block[begin:end])
    return found


def main():
    assert unicodedata.unidata_version == "14.0.0"
    points = [c for c in range(0x110000) if unicodedata.category(chr(c)) == "Cn"]
    category = {c: name for name in CATEGORIES for c in matching(rf"\p{{{name}}}", points)}
    words = matching(r"\w", points)
    assert words == {c for c, name in category.items() if name[0] in "LM" or name in ("Nd", "Pc")}
    runs = []
    for c in sorted(category):
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == category[c]:
            runs[-1][1] = c
        else:
            runs.append([c, c, category[c]])
    entries = [f'{{0x{first:X}, 0x{last:X}, "{name}"}}' for first, last, name in runs]
    with open(sys.argv[1], "w") as out:
        out.write("// Made by tests/golden/tokenize/make_unicode_newer.py from tokenizers 0.23.3; not edited by hand.\n"
                  '#include "core/tokenize/unicode_class.h"\n\n#include <iterator>\n\nnamespace tunesmith::unicode {\n\n'
                  "// clang-format off\nconst NewerRange kNewer[] = {\n")
        for k in range(0, len(entries), 5):
            out.write("    " + ", ".join(entries[k:k + 5]) + ",\n")
        out.write("};\n// clang-format on\nconst std::size_t kNewerCount = std::size(kNewer);\n\n}  // namespace tunesmith::unicode\n")


main()
