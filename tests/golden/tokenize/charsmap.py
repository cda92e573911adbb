"""Builds a table of replacements in sentencepiece's compiled form (a double array and the texts behind it), from rules made here:
compatibility characters, composed letters, blanks, and characters that vanish."""
import unicodedata


def rules():
    """Bytes to text; in the manner of sentencepiece's own nmt_nfkc, but small."""
    found = {}
    for low, high in ((0xA0, 0x17F), (0x2000, 0x206F), (0x2100, 0x214F), (0x3131, 0x318E), (0xFF01, 0xFFEE), (0x1F100, 0x1F12F)):
        for c in range(low, high + 1):
            to = unicodedata.normalize("NFKC", chr(c))
            if to != chr(c):
                found[chr(c).encode()] = to
    for c in range(0xC0, 0x250):
        apart = unicodedata.normalize("NFD", chr(c))
        if len(apart) == 2:
            found[apart.encode()] = chr(c)
    for base in "かはカハｶﾊ":
        for mark in "\u3099\uff9e":
            found[(base + mark).encode()] = unicodedata.normalize("NFKC", base + mark)
    found.update({chr(c).encode(): "" for c in (*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0x200E)})
    found.update({chr(c).encode(): " " for c in (9, 10, 12, 13, 0xA0, 0x2003, 0x2028, 0x3000, 0x2581, 0xFEFF)})
    return found


def compiled(mapping):
    """The blob: size of the array, the array, the texts with a zero byte behind each."""
    texts, places = b"", {}
    for to in mapping.values():
        if to not in places:
            places[to] = len(texts)
            texts += to.encode() + b"\0"
    root = {}
    for key, to in sorted(mapping.items()):
        node = root
        for byte in key:
            node = node.setdefault(byte, {})
        node[-1] = places[to]
    units, used, bases = {}, {0}, set()

    def place(node, at, label):
        children = [0 if c == -1 else c for c in node]
        base = 1
        while base in bases or any(base ^ c in used for c in children):
            base += 1
        bases.add(base)
        used.update(base ^ c for c in children)
        units[at] = (at ^ base) << 10 | (-1 in node) << 8 | label
        for c, child in node.items():
            if c == -1:
                units[base] = 0x80000000 | child
            else:
                place(child, base ^ c, c)

    place(root, 0, 0)
    size = (max(used) // 256 + 1) * 256
    array = b"".join(units.get(k, 0).to_bytes(4, "little") for k in range(size))
    return len(array).to_bytes(4, "little") + array + texts
