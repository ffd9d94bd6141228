"""A tiny world for tests of Word files: a report with every part there is, pictures, and a reader of text."""

import hashlib
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import docx

from huibao.formats.docx.writer import write_docx
from huibao.formats.profiles import load_profile
from huibao.model.manuscript import Item
from huibao.model.profile import Profile
from huibao.model.report import (
    Attachment,
    Cell,
    Group,
    Heading,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    Table,
    new_id,
    runs,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROFILES = Path(__file__).resolve().parents[2] / "resources" / "profiles"
GBT9704 = load_profile(PROFILES / "gbt9704.toml")


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([200, 30, 40]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def emf() -> bytes:
    """The head of an enhanced metafile that is 50 mm wide and 20 mm high."""
    head = struct.pack("<II4i4i4s", 1, 108, 0, 0, 100, 40, 0, 0, 5000, 2000, b" EMF")
    return head + bytes(108 - len(head))


PNG = png()
PNG_NAME = hashlib.sha256(PNG).hexdigest()


def paragraph(text: str, **more: Any) -> Paragraph:
    return Paragraph(new_id(), runs(text), **more)


def part(field: str, *texts: str, **more: Any) -> Part:
    return Part(new_id(), field, tuple(paragraph(text) for text in texts), **more)


def a_table() -> Table:
    """Three rows of four columns; 甲 spans two rows, 责任 and 乙 two columns."""
    rows = (
        (cell("序号"), cell("问题"), cell("责任", colspan=2)),
        (cell("甲", rowspan=2), cell("学习不够"), cell("张三"), cell("年底")),
        (cell("作风不实"), cell("乙", colspan=2)),
    )
    return Table(new_id(), rows, (1, 4, 2, 2), header_rows=1)


def cell(text: str, **more: int) -> Cell:
    return Cell((paragraph(text),), **more)


def a_report() -> Report:
    """A small report with every part there is."""
    problem = Problem(
        new_id(),
        Heading(runs("学习不够深入"), "1.", 3, headline_end="。", run_in=True),
        (part("manifestation", "理论学习流于形式。", own_paragraph=False),),
    )
    group = Group(new_id(), Heading(runs("思想方面"), "（一）", 2), (), (problem,))
    picture = Picture(new_id(), PNG_NAME, "png", alt="活动照片")
    return Report(
        front=(
            part("title", "社区二〇二三年工作总结"),
            part("recipient", "街道党工委："),
            part("lead", "现汇报如下："),
        ),
        sections=(
            Section(new_id(), "narrative", Heading(runs("主要工作"), "一、", 1), (paragraph("办了实事。"), picture)),
            Section(new_id(), "problems", Heading(runs("存在问题"), "二、", 1), (a_table(),), (group,)),
        ),
        end=(
            part("closing", "特此汇报。"),
            part("signature", "社区党总支"),
            part("date", "2023年12月8日"),
            part("note", "（联系人：王五）"),
        ),
        attachments=(
            Attachment(
                new_id(), "附件：1.", runs("问题台账"), "附件1", (paragraph("问题台账"),), (paragraph("正文。"),)
            ),
        ),
    )


def written(items: Any, profile: Profile = GBT9704, **more: Any) -> Any:
    return docx.Document(io.BytesIO(write_docx(items, profile, more.pop("media", {PNG_NAME: PNG}), **more)))


def text_of(element: Any) -> str:
    """The text of a paragraph as Word shows it: tabs and manual line breaks in their places, but for the ends of a title's
    lines that the writer chose."""
    marks = {f"{W}tab": "\t", f"{W}br": "\u2028"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else marks.get(node.tag, "") if not node.get(f"{W}clear") else ""
        for run in element.iter(f"{W}r")
        for node in run
    )


def lines_of(document: Any) -> list[str]:
    return [text_of(p) for p in document.element.body.iter(f"{W}p")]


def a_paragraph(document: Any, beginning: str) -> Any:
    return next(p for p in document.paragraphs if text_of(p._p).startswith(beginning))


def body(text: str, **more: Any) -> Item:
    return Item("body", new_id(), runs(text), first_indent=2.0, **more)
