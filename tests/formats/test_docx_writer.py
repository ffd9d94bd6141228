"""A Word file says what the manuscript says, in the looks of the profile, and is put together as the schema asks."""

import hashlib
import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import docx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from huibao.formats.docx.writer import write_docx
from huibao.formats.profiles import load_profile
from huibao.model.manuscript import Item, manuscript
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
    Run,
    Section,
    Table,
    new_id,
    runs,
)
from huibao.model.text import clean

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
    """The text of a paragraph as Word shows it: tabs and manual line breaks in their places."""
    marks = {f"{W}tab": "\t", f"{W}br": "\u2028"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else marks.get(node.tag, "")
        for run in element.iter(f"{W}r")
        for node in run
    )


def lines_of(document: Any) -> list[str]:
    return [text_of(p) for p in document.element.body.iter(f"{W}p")]


def a_paragraph(document: Any, beginning: str) -> Any:
    return next(p for p in document.paragraphs if text_of(p._p).startswith(beginning))


def body(text: str, **more: Any) -> Item:
    return Item("body", new_id(), runs(text), first_indent=2.0, **more)


# --- words -----------------------------------------------------------------------------------------------------------


def test_every_item_is_in_the_file_in_order_with_its_label_as_text() -> None:
    assert [line for line in lines_of(written(manuscript(a_report()))) if line] == [
        "社区二〇二三年工作总结", "街道党工委：", "现汇报如下：", "一、主要工作", "办了实事。", "二、存在问题",
        "序号", "问题", "责任", "甲", "学习不够", "张三", "年底", "作风不实", "乙",
        "（一）思想方面", "1.学习不够深入。理论学习流于形式。", "特此汇报。", "附件：1.问题台账", "社区党总支",
        "2023年12月8日", "（联系人：王五）", "附件1", "问题台账", "正文。",
    ]  # fmt: skip


@given(st.lists(st.text(min_size=1, max_size=60), max_size=8))
def test_any_text_comes_back_from_the_file(texts: list[str]) -> None:
    cleaned = [clean(text) for text in texts]
    ends = re.compile("\r\n|[\r\n\x85\u2029]")
    back = [line for line in lines_of(written([body(text) for text in cleaned])) if line]
    assert back == [ends.sub("\u2028", text) for text in cleaned]


@given(st.lists(st.builds(Run, st.text("甲乙 A1“—\u2028\t", min_size=1, max_size=6), st.booleans(), st.booleans(), st.booleans()),
                max_size=6), st.integers(0, 12), st.text("一、(1)", max_size=3))  # fmt: skip
def test_looks_of_runs_come_back_wherever_the_headline_ends(content: list[Run], head: int, label: str) -> None:
    item = Item("heading", new_id(), tuple(content), label=label, level=3, head=head)
    p = next(iter(written([item]).paragraphs))
    back = [
        (character, bool(run.bold), bool(run.italic), bool(run.underline))
        for run in p.runs
        for character in text_of(_alone(run._r))
    ]
    meant = [(c, False, False, False) for c in label]
    meant += [(c, run.bold, run.italic, run.underline) for run in content for c in run.text]
    assert back == meant


def _alone(run: Any) -> Any:
    holder = etree.Element(f"{W}p")
    holder.append(etree.fromstring(etree.tostring(run)))
    return holder
