"""Writes core/tokenize/unicode_scripts.cpp: which code points UnicodeScripts keeps together, as numbered classes, found by asking
tokenizers 0.23.3 about pairs of them. Class 0 goes with any other.
usage: make_unicode_scripts.py OUT.cpp"""
import sys
from tokenizers import pre_tokenizers

STEP = pre_tokenizers.UnicodeScripts()


def together(a, b):
    return len(STEP.pre_tokenize_str(a + b)) == 1


def main():
    members = ["a", "\u03b1"]  # of classes 1, 2, ...
    runs, last = [], -1
    for c in range(0x110000):
        if 0xD800 <= c <= 0xDFFF:
            continue
        s = chr(c)
        if not STEP.pre_tokenize_str(s):
            found = 0
        elif last > 0 and together(members[last - 1], s):
            found = last
        else:
            found = next((k + 1 for k, m in enumerate(members) if together(m, s)), 0)
            if not found:
                members.append(s)
                found = len(members)
        if found != last:
            runs.append(f"0x{c << 8 | found:x}")
        last = found
    assert len(members) < 256
    with open(sys.argv[1], "w") as out:
        out.write("// Made by tests/golden/tokenize/make_unicode_scripts.py from tokenizers 0.23.3; not edited by hand.\n")
        out.write('#include "core/tokenize/unicode_marks.h"\n\n#include <iterator>\n\nnamespace tunesmith::unicode {\n\n// clang-format off\n')
        out.write("const std::uint32_t kScripts[] = {\n")
        out.writelines("    " + ", ".join(runs[k:k + 12]) + ",\n" for k in range(0, len(runs), 12))
        out.write("};\nconst std::size_t kScriptsCount = std::size(kScripts);\n// clang-format on\n\n}  // namespace tunesmith::unicode\n")
    print(len(members), len(runs))


main()
