"""A Word file says what the manuscript says, and carries nothing that it should not."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.formats.word_world import GBT9704, W, a_report, body, lines_of, text_of, written
from tests.model.strategies import MEDIA, reports

from huibao.errors import OutputError
from huibao.formats.docx import writer
from huibao.formats.docx.styles import STYLES
from huibao.formats.docx.writer import Properties, write_docx
from huibao.model.manuscript import Item, manuscript
from huibao.model.report import (
    Report,
    Run,
    new_id,
    runs,
)
from huibao.model.text import clean


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


@given(reports())
def test_the_words_of_any_report_come_back_from_the_file(report: Report) -> None:
    items = manuscript(report)
    document = written(items, media=MEDIA)
    assert [line for line in lines_of(document) if line] == [line for item in items for line in _printed(item) if line]
    assert len(document.inline_shapes) == sum(item.picture is not None for item in items)


def _printed(item: Item) -> list[str]:
    if item.table:
        return [p.label + p.text for row in item.table.rows for cell in row for p in cell.paragraphs]
    return [] if item.picture else [item.label + item.text]


def test_a_character_that_no_file_can_hold_costs_nothing_else() -> None:
    """The door of the model replaces them; should one slip through, the writer does the same."""
    assert lines_of(written([body("甲\x00乙\ud800丙")])) == ["甲\ufffd乙\ufffd丙"]


def test_a_file_that_does_not_say_what_it_should_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [body("甲"), body("乙")]
    data = write_docx(items, GBT9704, {})
    writer._verify(data, items, {})
    for other in ([body("甲")], [body("甲"), body("丙")], [*items, body("丙")]):
        with pytest.raises(OutputError, match="核对不一致"):
            writer._verify(data, other, {})


def test_every_item_has_a_bookmark_of_its_own() -> None:
    report = a_report()
    items = manuscript(report)
    root = written(items).element.body
    starts = [(mark.get(f"{W}id"), mark.get(f"{W}name")) for mark in root.iter(f"{W}bookmarkStart")]
    assert [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")] == [number for number, _ in starts]
    assert len({number for number, _ in starts}) == len({name for _, name in starts}) == len(items)
    assert {f"_hb_{item.node}" for item in items} <= {name for _, name in starts}


@given(st.lists(st.sampled_from(["ab", "AB", "问题", "x" * 60, "a b", "", "\ud800", "_" * 32]), max_size=9))
def test_bookmarks_are_names_that_word_takes_whatever_the_ids(nodes: list[str]) -> None:
    root = written([Item("body", node, runs("甲")) for node in nodes]).element.body
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert len({name.lower() for name in names}) == len(nodes)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)


def test_the_file_says_who_and_when_and_nothing_of_its_making() -> None:
    data = write_docx([body("甲")], GBT9704, {}, Properties("总结", "张三", "社区居委会"))
    core = docx.Document(io.BytesIO(data)).core_properties
    now = datetime.now(UTC).replace(tzinfo=None)
    assert (core.title, core.author, core.last_modified_by, core.revision) == ("总结", "张三", "张三", 1)
    assert abs((now - core.created.replace(tzinfo=None)).total_seconds()) < 60
    assert core.modified == core.created
    package = zipfile.ZipFile(io.BytesIO(data))
    everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8")
    assert "社区居委会" in everything
    for trace in ("python", "Macintosh", "2013-12", "Microsoft", "thumbnail", "MS 明朝"):
        assert trace not in everything.replace("schemas.microsoft.com", "").replace("Word2013Track", "")


def test_without_properties_the_author_is_empty() -> None:
    core = written([body("甲")]).core_properties
    assert (core.title, core.author) == ("", "")


def test_an_overlong_title_does_not_stop_the_writing() -> None:
    assert len(written([body("甲")], properties=Properties("总" * 400)).core_properties.title) == 255


def test_the_reference_document_is_what_its_script_makes(root: Path, tmp_path: Path) -> None:
    made = tmp_path / "reference.docx"
    subprocess.run([sys.executable, root / "packaging" / "make_reference.py", made], check=True, cwd=tmp_path)
    assert made.read_bytes() == (root / "resources" / "reference.docx").read_bytes()


def test_the_reference_document_has_every_style_by_name_and_id(resources: Path) -> None:
    styles = docx.Document(str(resources / "reference.docx")).styles.element
    found = {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in styles.iter(f"{W}style")}
    assert {style.id: style.name for style in STYLES}.items() <= found.items()
