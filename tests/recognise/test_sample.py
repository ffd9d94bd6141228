"""The received sample comes out as its true structure says, in whatever form it comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.recognise.world import roles

from huibao.formats.txt import read_plain, read_text
from huibao.model.report import Measure, Problem, Report, Run, Section
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import recognise

TRUE_ROLES = [
    "title", "lead", "1 一、", "body", "body", "body",
    "1 二、", "body", "2 （一）", "3 1.", "3 2.", "2 （二）", "3 1.", "3 2.", "2 （三）", "3 1.", "3 2.", "3 3.", "3 4.", "3 5.",
    "1 三、", "body", "2 （一）", "body", "body", "2 （二）", "3 1.", "3 2.", "3 3.", "2 （三）", "body",
    "closing", "signature", "date",
]  # fmt: skip


@pytest.fixture(scope="module")
def text(shared: Path) -> str:
    return (shared / "samples" / "seed-2023.txt").read_text(encoding="utf-8-sig")


def counts(section: Section) -> list[int]:
    return [len(group.entries) for group in section.groups]


def assert_is_the_sample(report: Report) -> None:
    assert roles(report) == TRUE_ROLES
    assert [section.kind for section in report.sections] == ["narrative", "problems", "measures"]
    assert counts(report.sections[1]) == [2, 2, 5]
    assert counts(report.sections[2]) == [1, 3, 1]
    problems = [entry for group in report.sections[1].groups for entry in group.entries]
    assert all(isinstance(entry, Problem) and entry.heading.run_in for entry in problems)
    assert all([part.field for part in entry.parts] == ["manifestation"] for entry in problems)
    assert not any(entry.parts[0].own_paragraph for entry in problems)
    measures = [entry for group in report.sections[2].groups for entry in group.entries]
    assert all(isinstance(entry, Measure) for entry in measures)
    assert [entry.heading.numbered for entry in measures] == [False, True, True, True, False]
    assert [len(entry.parts[0].blocks) for entry in measures] == [2, 1, 1, 1, 1]
    assert report.sections[1].groups[2].heading is not None
    assert report.sections[1].groups[2].heading.headline_end == "："
    assert [item.text for item in report.left_out] == ["##paidbegin##", "##paidend##"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_as_a_text_file_in_any_encoding(text: str, encoding: str) -> None:
    assert_is_the_sample(recognise(read_text(text.encode(encoding))).report)


def test_pasted_with_carriage_returns_and_indents(text: str) -> None:
    pasted = "\r\n".join("\u3000\u3000" + line for line in text.splitlines())
    assert_is_the_sample(recognise(read_plain(pasted)).report)


def paragraphs(text: str) -> list[SourceParagraph]:
    return [item for item in read_plain(text).items if isinstance(item, SourceParagraph)]


def test_as_plain_word_paragraphs(text: str) -> None:
    plain = [replace(item, style="Normal", size_pt=10.5, font="宋体") for item in paragraphs(text)]
    assert_is_the_sample(recognise(Source(tuple(plain), kind="docx")).report)


def test_with_heading_styles(text: str) -> None:
    styled = []
    for item in paragraphs(text):
        outline = 1 if item.text[:2] in ("一、", "二、", "三、") else 2 if item.text.startswith("（") else 0
        styled.append(replace(item, outline_level=outline, style=f"heading {outline}" if outline else "Normal"))
    styled[0] = replace(styled[0], align="center", style="Title", size_pt=22.0)
    assert_is_the_sample(recognise(Source(tuple(styled), kind="docx")).report)


def test_with_automatic_numbers(text: str) -> None:
    numbered = []
    for item in paragraphs(text):
        label = next((label for label in ("一、", "二、", "三、") if item.text.startswith(label)), "")
        rest = (Run(item.text[len(label) :]),)
        numbered.append(replace(item, label=label, list_level=0, list_id="1", runs=rest) if label else item)
    assert_is_the_sample(recognise(Source(tuple(numbered), kind="docx")).report)
