#!/usr/bin/env python3
"""Makes the files of tests/data/import/formats with other programs: openpyxl, XlsxWriter, python-docx, pyarrow, reportlab and Python's own
zipfile and gzip. The broken ones are made from the good ones. Their outputs are committed; run this only to change them:

    python3 -m venv /some/folder && /some/folder/bin/pip install openpyxl==3.1.5 XlsxWriter==3.3.1 python-docx==1.2.0 pyarrow==26.0.1 reportlab==5.1.0
    /some/folder/bin/python tests/data/import/make_files.py
"""
import datetime
import gzip
import io
import pathlib
import struct
import subprocess
import zipfile

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

here = pathlib.Path(__file__).resolve().parent / "formats"
here.mkdir(exist_ok=True)
FAQ = [("When do you open?", "At eight."), ("Wie heißt der Arzt?", "Dr. Müller."), ("Is parking free?", "Yes,\nfor two hours."),
       ("Do you take cards?", "We do.")]
STAMP = (2024, 3, 1, 12, 0, 0)


def zip_of(entries, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, STAMP)
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def entries_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def replaced(data, part, change):
    return zip_of([(name, change(content) if name == part else content) for name, content in entries_of(data)])


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    left_out = ("docProps/thumbnail.jpeg", "word/theme/theme1.xml", "word/stylesWithEffects.xml")  # large, and nothing reads them
    return zip_of([entry for entry in entries_of(buffer.getvalue()) if entry[0] not in left_out])


def write(name, data):
    (here / name).write_bytes(data)


def workbooks():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "FAQ"
    sheet.append(["question", "answer", "asked", "times", "open"])
    for i, (question, answer) in enumerate(FAQ):
        sheet.append([question, answer, datetime.datetime(2024, 2, 26 + i, 9, 30), 3.5 * i, i % 2 == 0])
    for row in range(2, 6):
        sheet.cell(row, 3).number_format = "yyyy-mm-dd hh:mm"
    sheet.append([])
    sheet.append(["Only", None, datetime.date(1900, 1, 31), 12345678901, None])
    other = book.create_sheet("Other")
    other.append(["text"])
    other.append(["A second sheet."])
    good = saved(book)
    write("faq.xlsx", good)

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["question", "answer"])
    sheet.append(["2 + 2?", "=2+2"])
    sheet.append(["1 + 1?", "two"])
    write("formula.xlsx", saved(book))

    # With shared strings, rich text, a date and a truth value, by another program.
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.set_properties({"created": datetime.datetime(*STAMP)})
    sheet = book.add_worksheet("Shared")
    day = book.add_format({"num_format": "d mmm yyyy"})
    sheet.write_row(0, 0, ["Question", "Answer", "Day", "Seen"])
    for i, (question, answer) in enumerate(FAQ, 1):
        sheet.write_row(i, 0, [question, answer])
        sheet.write_datetime(i, 2, datetime.datetime(2024, 12, 29 + i % 3), day)
        sheet.write_boolean(i, 3, i == 2)
    sheet.write_rich_string(5, 0, "Is it ", book.add_format({"bold": True}), "bold", "?")
    sheet.write(5, 1, "Yes.")
    book.close()
    shared = zip_of(entries_of(buffer.getvalue()))
    write("shared.xlsx", shared)

    sheet1 = "xl/worksheets/sheet1.xml"
    write("string_out_of_range.xlsx", replaced(shared, sheet1, lambda xml: xml.replace(b'<c r="A3" t="s"><v>', b'<c r="A3" t="s"><v>99')))
    write("far_column.xlsx", replaced(good, sheet1, lambda xml: xml.replace(b'<c r="A3"', b'<c r="BDWGN3"')))
    write("huge_row.xlsx", replaced(good, sheet1, lambda xml: xml.replace(b'<row r="3"', b'<row r="9223372036854775807"')))
    write("doctype.xlsx", replaced(good, sheet1, lambda xml: xml.replace(
        b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet', 1)))
    write("doctype_workbook.xlsx", replaced(good, "xl/workbook.xml", lambda xml: xml.replace(
        b"<workbook", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook', 1)))
    write("damaged_row.xlsx", replaced(good, sheet1, lambda xml: xml.replace(b'<c r="B4"', b'<c r=B4"')))
    write("macros.xlsm", zip_of(entries_of(good) + [("xl/vbaProject.bin", b"macro"), ("xl/externalLinks/externalLink1.xml", b"<x/>")]))
    write("no_sheet.xlsx", zip_of([e for e in entries_of(good) if e[0] != "xl/workbook.xml"]))
    write("cut.xlsx", good[: len(good) // 2])
    damaged = bytearray(good)
    at = good.index(b"xl/worksheets/sheet1.xml") + 60
    damaged[at: at + 40] = bytes(40)
    write("damaged_data.xlsx", bytes(damaged))

    rows = b"".join(b'<x:row r="%d"><x:c r="A%d" t="inlineStr"><x:is><x:r><x:t>q%d </x:t></x:r><x:r><x:t>rich</x:t></x:r></x:is></x:c>'
                    b'<x:c r="B%d" t="str"><x:f>A1</x:f><x:v>a%d_x000D_</x:v></x:c></x:row>' % (i, i, i, i, i) for i in range(2, 5))
    write("prefixed.xlsx", replaced(good, sheet1, lambda xml: b'<?xml version="1.0"?><!-- don\'t > --><x:worksheet xmlns:x="http://schemas.'
          b'openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>question</x:t>'
          b'</x:is></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>answer</x:t></x:is></x:c></x:row>' + rows + b"</x:sheetData></x:worksheet>"))
    # 20 MB of nothing, packed to 20 kB; and a directory that says the entry is small.
    bomb = replaced(good, sheet1, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 20_000_000))
    write("bomb.xlsx", bomb)
    lying = bytearray(bomb)
    for signature, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        at = -1
        while (at := lying.find(signature, at + 1)) >= 0:
            name_at = at + (46 if signature == b"PK\1\2" else 30)
            if lying[name_at: name_at + len(sheet1)] == sheet1.encode():
                struct.pack_into("<I", lying, at + offset, 1000)
    write("lying_bomb.xlsx", bytes(lying))
    # Office's encrypted documents are compound files that hold a stream of this name.
    name = "EncryptedPackage".encode("utf-16le")
    write("encrypted.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512 - len(name)))


def word():
    document = docx.Document()
    document.add_heading("Opening hours", 0)
    document.add_paragraph("We open at eight.")
    document.add_heading("Weekends", 1)
    document.add_paragraph("On Saturdays from nine.")
    document.add_paragraph("tea", style="List Bullet")
    document.add_paragraph("coffee", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Day", "Until", "Sunday", "noon")):
        cell.text = text
    document.add_heading("Prüfung", 2)
    run = document.add_paragraph("Bold").add_run(" and plain.")
    run.bold = True
    good = saved(document)
    write("hours.docx", good)
    write("doctype.docx", replaced(good, "word/document.xml", lambda xml: xml.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)))
    write("damaged.docx", replaced(good, "word/document.xml", lambda xml: xml[: len(xml) // 2]))
    deep = b"<w:sdt><w:sdtContent>" * 300 + b"</w:sdtContent></w:sdt>" * 300
    write("deep.docx", replaced(good, "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + deep, 1)))

    document = docx.Document()
    document.add_paragraph("Questions of our visitors")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Question", "Answer"
    for question, answer in FAQ:
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = question, answer
    write("faq.docx", saved(document))


def tables():
    messages = [[{"role": "user", "content": q}, {"role": "assistant", "content": a}] for q, a in FAQ]
    plain = pa.table({"question": [q for q, _ in FAQ], "answer": [a for _, a in FAQ], "year": pa.array([2020, 2021, None, 2023], pa.int32()),
                      "score": [0.1, 0.5, 1e300, None], "seen": pa.array([datetime.date(2024, 2, 29)] * 4, pa.date32()),
                      "tags": [["a", "b"], [], None, ["c"]]})
    pq.write_table(plain, here / "faq.parquet", compression="snappy", row_group_size=3)
    pq.write_table(pa.table({"messages": messages}), here / "chat.parquet", compression="zstd")
    with pa.OSFile(str(here / "faq.arrow"), "wb") as sink, pa.ipc.new_file(sink, plain.schema) as writer:
        writer.write_table(plain, 2)
    with pa.OSFile(str(here / "chat.arrows"), "wb") as sink, pa.ipc.new_stream(sink, pa.schema({"messages": pa.table({"messages": messages}).schema[0].type})) as writer:
        writer.write_table(pa.table({"messages": messages}))
    dictionary = pa.table({"text": pa.array(["Good.", "Bad.", "Good."]).dictionary_encode(), "label": ["pos", "neg", "pos"],
                           "at": pa.array([datetime.datetime(2024, 1, 2, 3, 4, 5)] * 3, pa.timestamp("us", "UTC")),
                           "price": pa.array(["1.20", "3.45", None]).cast(pa.decimal128(6, 2)), "raw": pa.array([b"\x00\xff", None, b"a"])})
    pq.write_table(dictionary, here / "labels.parquet")
    data = (here / "faq.parquet").read_bytes()
    write("cut.parquet", data[: len(data) - 20])
    damaged = bytearray(data)
    damaged[40:400] = bytes(360)
    write("damaged.parquet", bytes(damaged))
    write("footer_lies.parquet", data[:-8] + struct.pack("<I", 0x7FFFFFF0) + b"PAR1")


def archives():
    csv = "question,answer\n" + "".join('"%s","%s"\n' % pair for pair in FAQ)
    jsonl = '{"question": "Packed?", "answer": "Yes."}\n'
    write("faq.csv.gz", gzip.compress(csv.encode(), mtime=0))
    write("cut.csv.gz", gzip.compress((csv * 40).encode(), mtime=0)[:-30])
    write("bomb.txt.gz", gzip.compress(b"a" * 12_000_000, 9, mtime=0))
    workbook = (here / "faq.xlsx").read_bytes()
    write("several.zip", zip_of([("data/faq.csv", csv), ("more.jsonl", jsonl), ("book.xlsx", workbook), ("README.md", "# About\n"),
                                 ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("__MACOSX/more.jsonl", b"junk"), ("broken.csv", 'question,answer\n"open')]))
    write("nested.zip", zip_of([("inner.zip", zip_of([("a.jsonl", jsonl)])), ("a.jsonl", jsonl)]))
    link = zipfile.ZipInfo("link.jsonl", STAMP)
    link.create_system, link.external_attr = 3, 0o120777 << 16
    device = zipfile.ZipInfo("device.jsonl", STAMP)
    device.create_system, device.external_attr = 3, 0o020666 << 16
    unsafe = {"climbs": "../a.jsonl", "absolute": "/a.jsonl", "drive": "C:/a.jsonl", "device_name": "CON.jsonl", "backslash": "..\\a.jsonl",
              "dot": "folder./a.jsonl", "long": "n" * 256 + ".jsonl", "link": link, "device": device, "control": "a\x01.jsonl"}
    for word, name in unsafe.items():
        write(f"unsafe_{word}.zip", zip_of([("good.jsonl", jsonl), (name, jsonl)]))
    write("unsafe_case.zip", zip_of([("A.jsonl", jsonl), ("a.jsonl", jsonl)]))
    # The same bytes as two entries, as bombs without nesting have them.
    one = zip_of([("a.jsonl", jsonl * 200), ("b.jsonl", jsonl * 200)], zipfile.ZIP_STORED)
    overlap = bytearray(one)
    first, second = (m for m in (overlap.find(b"PK\1\2"), overlap.rfind(b"PK\1\2")))
    start = overlap.find(b"PK\3\4", 4)
    directory = bytes(overlap[first:])
    shrunk = bytes(overlap[:start]) + directory
    shrunk = bytearray(shrunk)
    struct.pack_into("<I", shrunk, start + (second - first) + 42, 0)
    end = shrunk.rfind(b"PK\5\6")
    struct.pack_into("<I", shrunk, end + 16, start)
    write("overlap.zip", bytes(shrunk))
    locked = bytearray(zip_of([("a.jsonl", jsonl)]))
    for signature, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = locked.find(signature)
        locked[at + offset] |= 1
    write("locked.zip", bytes(locked))
    write("empty.zip", zip_of([]))
    write("many.zip", zip_of([("%d" % i, b"") for i in range(300)]))


def pdf(name, pages, **settings):
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4, invariant=1, **settings)
    for lines in pages:
        page.setFont("Helvetica", 11)
        for i, line in enumerate(lines):
            page.drawString(72, 770 - 14 * i, line)
        page.showPage()
    page.save()
    write(name, buffer.getvalue())
    return buffer.getvalue()


def pdfs():
    good = pdf("report.pdf", [["Opening hours", "We open at eight", "and close at five."], ["Prices", "A visit costs ten euros."]])
    pdf("empty_page.pdf", [["First page."], [], ["Third page."]])
    pdf("no_text.pdf", [[], []])
    write("broken_xref.pdf", good.replace(b"startxref\n", b"startxref\n9"))
    write("cut.pdf", good[: len(good) // 3])
    write("script.pdf", good.replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (while(true\\){}) >> /Type /Catalog"))
    write("garbage.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 4)
    subprocess.run(["qpdf", "--allow-weak-crypto", "--encrypt", "secret", "owner", "128", "--use-aes=y", "--", here / "report.pdf", here / "encrypted.pdf"], check=True)


workbooks()
word()
tables()
archives()
pdfs()
for path in sorted(here.iterdir()):
    if path.stat().st_size > 30_000:
        print("too large to commit:", path.name, path.stat().st_size)
