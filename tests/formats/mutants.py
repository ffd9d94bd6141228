"""Damaged copies of small files of every kind, read one after the other under the limits of the real child.

``python -m tests.formats.mutants FIRST COUNT`` prints as JSON what went wrong with copies number FIRST and on, the longest time
and the most memory. A copy's number alone decides what it is, so a fault can be looked at again.
"""

import base64
import io
import json
import random
import resource
import struct
import sys
import time
import zipfile
from functools import cache
from pathlib import Path

from tests.formats.doc_made import Made, add_list, change, fonts, level, plc, style_sheet
from tests.formats.docx_made import PNG, p, r, relations, word, zipped

from huibao.errors import InputError
from huibao.formats import child, sniff, txt, wire
from huibao.formats.doc import sprms

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0x40000000)
SECONDS = 5


def a_docx() -> bytes:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/><w:vMerge/></w:tcPr>{}</w:tc>'
    table = (
        "<w:tbl>"
        + "".join(f"<w:tr>{cell.format(n, p('格') + p('二'))}{cell.format(2, p('子'))}</w:tr>" for n in (1, 2))
        + "</w:tbl>"
    )
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="360000" cy="720000"/><a:blip r:embed="rIdP"/></wp:inline></w:drawing>'
    )
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    body = (
        p("社区总结", '<w:pStyle w:val="1"/>')
        + p("工作", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * 3
        + p(
            r("正文", "<w:b/>")
            + f"<w:r>{drawing}</w:r><w:ins>{r('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        )
        + p(
            field
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("目录")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        + table
        + f"<w:p><w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    return word(body, styles, numbering, {"word/media/a.png": PNG}, (("rIdP", "image", "media/a.png"),))


def a_doc() -> bytes:
    out = Made(data=bytes(200))
    out.parts[1] = style_sheet(
        ("Normal", 0, 0xFFF, b"", b""), ("heading 1", 1, 0, change(sprms.ALIGN, 1), change(sprms.BOLD, 1))
    )
    out.parts[15] = fonts("仿宋", "黑体")
    add_list(out, level("\0、", 39))
    out.add("社区总结", style=1)
    for _ in range(3):
        out.add("工作", changes=change(sprms.LIST, 1, 0) + change(sprms.LEVEL, 0))
    out.add("甲\x13 TOC \x14乙\x15", ("\x01", change(sprms.PICTURE, 0, 0, 0, 0)), ("\x02", change(sprms.SPECIAL, 1)))
    in_table = change(sprms.IN_TABLE, 1)
    for _ in range(2):
        for text in ("格", "子"):
            out.add(text, changes=in_table, end="\x07")
        edges = change(sprms.TABLE_DEFINITION, *b"\2", *struct.pack("<3h", 0, 900, 2000), *bytes(40))
        out.add(changes=in_table + change(sprms.ROW_END, 1) + edges, end="\x07")
    out.add("脚注", story=1)
    out.add("框", story=6)
    main = out.counts[0]
    out.parts |= {2: plc([2, main], b"\1\0"), 3: plc([0, 2, 3]), 6: plc([0, main], b"\0\0\xff\xff\xff\xff" + bytes(6))}
    out.parts[40] = plc([1, main], struct.pack("<5i6x", 1025, 0, 0, 900, 900))
    out.parts[56] = plc([0, 2, 3], bytes(14) + struct.pack("<i4x", 1025), bytes(22))
    return out.bytes()


PAGE = (
    "<html><head><meta charset=utf-8></head><body><h1>社区总结</h1><ol start=2 type=a><li>工作<li><p>学习</ol>"
    "<table><tr><th colspan=2>问题<tr><td rowspan=2>甲<td>乙<tr><td>丙</table><p style='text-indent:2em;font-size:16pt'>"
    f"正文<br>换行<img src='data:image/png;base64,{base64.b64encode(PNG).decode()}' width=10></p></body></html>"
)
ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
    f"Content-Transfer-Encoding: base64\r\n\r\n{base64.b64encode(PAGE.encode()).decode()}\r\n--b--\r\n"
)


def an_encrypted_docx() -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    filler = random.Random(1).randbytes(6_000)  # the library can't encrypt tiny files right
    OOXMLFile(io.BytesIO(word(p("正文"), parts={"filler": filler}))).encrypt("abc", out)
    return out.getvalue()


@cache
def bases() -> dict[str, bytes]:
    """A small whole file of each kind."""
    strict = zipfile.ZipFile(io.BytesIO(a_docx()))
    parts = {name: strict.read(name) for name in strict.namelist()}
    turned = {name: data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                 b"http://purl.oclc.org/ooxml/wordprocessingml/main") for name, data in parts.items()}  # fmt: skip
    return {
        "docx": a_docx(),
        "doc": a_doc(),
        "strict": zipped(turned),
        "html": PAGE.encode(),
        "mht": ARCHIVE.encode(),
        "txt": "社区总结\r\n一、工作\r\n今年以来，社区做了许多工作。\r\n".encode("gbk"),
        "encrypted": an_encrypted_docx(),
        "rels": word(p("正文"), parts={"word/_rels/document.xml.rels": relations(("a", "image", "../../x"))}),
    }


def mutant(number: int) -> tuple[str, bytes]:
    """A damaged copy: the name of what it was, and its bytes."""
    chance = random.Random(number)
    name, data = list(bases().items())[number % len(bases())]
    if data[:2] == b"PK" and chance.random() < 0.7:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = {part: archive.read(part) for part in archive.namelist()}
        victim = chance.choice(list(parts))
        return name, zipped({part: _damaged(parts[part], chance) if part == victim else parts[part] for part in parts})
    return name, _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((1, 2, 4, 16, 64, 512))
        deed = chance.randrange(7)
        if deed == 0:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif deed == 1:
            place = at - at % 2
            out[place : place + 4] = struct.pack("<I", chance.choice(NUMBERS))
        elif deed == 2:
            out[at : at + length] = bytes(len(out[at : at + length]))
        elif deed == 3:
            del out[at : at + length]
        elif deed == 4:
            out[at:at] = out[at : at + length] * chance.choice((1, 3, 200))
        elif deed == 5:
            other = chance.randrange(len(out) + 1)
            out[at : at + length] = out[other : other + length]
        elif chance.random() < 0.2:
            del out[at:]
        if not out:
            out = bytearray(b" ")
    return bytes(out)


def fault_of(data: bytes) -> str:
    """What is wrong with the way these bytes are read; "" when they are read or refused as they should be."""
    try:
        kind = sniff.kind_of(data)
        if kind == "txt":
            txt.read_text(data)
        elif kind in ("rtf", "odt", "wordxml") or (kind != "encrypted" and kind not in sniff.READABLE):
            sniff.refuse(kind, "a")
        elif kind != "huibao":
            source = child.read_source(wire.Request(data, kind, "a", "abc"))
            if wire.source_of(wire.unpack_answer(wire.pack_answer(wire.answer_of(source)))) != source:
                return "does not come back as it was"
    except (InputError, RecursionError):  # the child has a sentence for both
        return ""
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return ""


def main() -> None:
    """See above."""
    first, count = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (child.MEMORY, child.MEMORY))
    faults, longest = [], (0.0, -1)
    for number in range(first, first + count):
        name, data = mutant(number)
        began = time.perf_counter()
        fault = fault_of(data)
        longest = max(longest, (time.perf_counter() - began, number))
        if fault:
            faults.append(f"{number} {name}: {fault}")
    sys.stdout.write(json.dumps({"faults": faults, "seconds": longest, "mb": most_memory()}))


def most_memory() -> int:
    """The most memory this program took, in MB. Linux hands ``ru_maxrss`` on to a new program from the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
