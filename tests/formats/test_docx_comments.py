"""Comments go to Word as Word's comments, on the words they are about, and come back from there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.formats.word_world import GBT9704, W
from tests.model.build import a_report, para
from tests.model.strategies import MEDIA, comments, reports, safe_reports

from huibao.formats.docx.reader import read_docx
from huibao.formats.docx.writer import write_docx
from huibao.formats.reading import read
from huibao.model import tree
from huibao.model.comments import printed_at
from huibao.model.edits import ReplaceBlocks
from huibao.model.manuscript import manuscript
from huibao.model.report import Cell, Comment, Paragraph, Report, Table
from huibao.recognise import recognise

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def written(report: Report) -> bytes:
    items = manuscript(report)
    return write_docx(items, GBT9704, MEDIA, comments=printed_at(report, items))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def marked(data: bytes) -> dict[str, str]:
    """The words between a comment's marks, by its number."""
    found: dict[str, str] = {}
    open_now: list[str] = []
    for element in part(data, "document").iter():
        if element.tag == f"{W}commentRangeStart":
            open_now.append(element.get(f"{W}id", ""))
            found[open_now[-1]] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(element.get(f"{W}id", ""))
        elif element.tag == f"{W}t":
            for number in open_now:
                found[number] += element.text or ""
    assert not open_now
    return found


def on(*comments: Comment, report: Report | None = None) -> Report:
    return replace(report or a_report(), comments=comments)


def test_a_comment_is_about_the_words_it_quotes_or_all_of_its_node() -> None:
    held = (
        Comment("c1", "p1", "哪项？", quote="抓了"),
        Comment("c2", "e1", "整条"),
        Comment("c3", "e1p", "这一段"),
        Comment("c4", "s2", "这一部分"),
        Comment("c5", "r", "整份"),
    )
    assert set(marked(written(on(*held))).values()) == {"抓了", "1.学习不够。", "人少。", "二、问题", "某社区总结"}


def test_author_date_and_state_stand_where_word_looks_for_them() -> None:
    data = written(on(Comment("c1", "p1", "第一行\n第二行", "李主任", "2024-11-05T09:30:00", True), Comment("c2", "p2", "改")))
    first, second = part(data, "comments").findall(f"{W}comment")
    assert (first.get(f"{W}author"), first.get(f"{W}date")) == ("李主任", "2024-11-05T09:30:00Z")
    assert second.get(f"{W}date") is None
    assert [len(one.findall(f"{W}p")) for one in (first, second)] == [2, 1]
    last = first.findall(f"{W}p")[-1].get(f"{W14}paraId")
    states = {one.get(f"{W15}paraId"): one.get(f"{W15}done") for one in part(data, "commentsExtended")}
    assert states[last] == "1"
    assert sorted(states.values()) == ["0", "1"]


def test_a_report_without_comments_has_no_such_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(written(a_report()))) as package:
        assert not [name for name in package.namelist() if "comment" in name]


def test_the_package_holds_together_for_another_reader() -> None:
    document = docx.Document(io.BytesIO(written(on(Comment("c1", "p1", "哪项？", "李主任", quote="抓了")))))
    (comment,) = document.comments
    assert (comment.text, comment.author) == ("哪项？", "李主任")


def test_words_and_looks_are_the_same_with_comments_and_without() -> None:
    report = on(Comment("c1", "p1", "哪项？", quote="了"), Comment("c2", "p1", "再查", quote="抓了"))
    bare, full = (read_docx(written(one)) for one in (replace(report, comments=()), report))
    assert [replace(item, comments=()) for item in full.items] == list(bare.items)  # type: ignore[type-var]


def test_comments_in_a_table_and_on_it_come_back_on_their_cells() -> None:
    table = Table("tb", ((Cell((para("c1", "姓名"),)), Cell((para("c2", "职务"),))),))
    report = ReplaceBlocks("g2", 1, 1, (table,)).apply(a_report())
    back = recognised(on(Comment("k1", "c2", "全称"), Comment("k2", "tb", "补齐"), report=report))
    texts = {tree.find(back, comment.about).text: comment.text for comment in back.comments}  # type: ignore[union-attr]
    assert texts == {"职务": "全称", "姓名": "补齐"}


def recognised(report: Report) -> Report:
    return recognise(read_docx(written(report))).report


@given(safe_reports(), st.data())
def test_comments_of_a_report_come_back_from_word_the_same_and_in_the_same_place(
    report: Report, data: st.DataObject
) -> None:
    nodes = [node.id for node in tree.walk(report) if isinstance(node, Paragraph) or getattr(node, "heading", None)]
    made = []
    for number in range(data.draw(st.integers(1, 4))):
        about = data.draw(st.sampled_from(nodes))
        text = words_of(report, about)
        start = data.draw(st.integers(0, len(text) - 1))
        quote = data.draw(st.sampled_from(("", text[start:])))
        quote = "" if quote == text else quote
        made.append(Comment(f"c{number}", about, f"第{number}条\n请核对", "张三", "2024-11-05T09:30:00", number % 2 == 0, quote))
    report = replace(report, comments=tuple(made))
    back = recognised(report)
    assert sorted(map(told(report), report.comments)) == sorted(map(told(back), back.comments))
    assert all(tree.contains(back, comment.about) for comment in back.comments)


def words_of(report: Report, node: str) -> str:
    held = tree.find(report, node)
    heading = getattr(held, "heading", None)
    return heading.text if heading is not None else held.text  # type: ignore[union-attr, no-any-return]


def told(report: Report) -> Callable[[Comment], tuple[object, ...]]:
    """A comment with the words of its place instead of its ids."""
    return lambda one: (one.text, one.author, one.date, one.resolved, one.quote, words_of(report, one.about))


@given(reports(), st.data())
def test_no_comment_of_any_report_is_lost(report: Report, data: st.DataObject) -> None:
    report = replace(report, comments=data.draw(comments(report)))
    source = read_docx(written(report))
    if manuscript(report):
        said = [*recognise(source).report.comments, *(one for one in source.left_out if one.why.startswith("批注"))]
        assert sorted("".join(one.text.split()) for one in said) == sorted(
            "".join(one.text.split()) for one in report.comments
        )


def test_comments_travel_through_the_reading_process() -> None:
    report = on(Comment("c1", "p1", "哪项？", "李主任", quote="抓了"))
    source = read(written(report), "docx")
    assert [one.text for item in source.items for one in getattr(item, "comments", ())] == ["哪项？"]


@pytest.mark.parametrize("xml", [b"", b"<broken", b'<w:comments xmlns:w="x"/>'])
def test_a_damaged_part_of_comments_does_not_stop_the_reading(xml: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written(on(Comment("c1", "p1", "哪项？"))))) as given_package, zipfile.ZipFile(
        out, "w"
    ) as package:
        for name in given_package.namelist():
            package.writestr(name, xml if name == "word/comments.xml" else given_package.read(name))
    source = read_docx(out.getvalue())
    assert recognise(source).report.comments == ()
