"""Which report a Word file came from: the open one, the one of the same name beside it, one of those used of late."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from huibao.errors import InputError
from huibao.formats.docx.writer import write_docx
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Heading, Paragraph, Part, Report, Section, runs
from huibao.services import documents
from huibao.services.taking_back.numbers import counting_on
from huibao.services.taking_back.origin import Origin, origin_of, read_word

Write = Callable[[str, Report], Path]


def report(prefix: str, count: int = 4) -> Report:
    title = Part(f"{prefix}t", "title", (Paragraph(f"{prefix}t1", runs(f"{prefix}社区工作总结")),))
    blocks = tuple(Paragraph(f"{prefix}p{at}", runs(f"做了第{at}件事。")) for at in range(count))
    return Report(
        front=(title,), sections=(Section(f"{prefix}s", "narrative", Heading(runs("主要工作"), "一、"), blocks),)
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(name: str, of: Report) -> Path:
        path = tmp_path / name
        if path.suffix == ".docx":
            path.write_bytes(write_docx(manuscript(of), Profile(), {}))
        else:
            documents.save(of, {}, path)
        return path

    return made


def test_it_came_from_the_open_report(write: Write) -> None:
    assert origin_of(write("甲.docx", report("a")), report("a")) == Origin(None, "a社区工作总结")


def test_it_came_from_the_report_of_the_same_name_beside_it(write: Write) -> None:
    beside = write("甲.huibao", report("a"))
    assert origin_of(write("甲.docx", report("a")), report("b")) == Origin(beside, "a社区工作总结")


def test_it_came_from_one_used_of_late(write: Write, tmp_path: Path) -> None:
    recent = [write("乙.huibao", report("b")), tmp_path / "不在了.huibao", write("旧.huibao", report("a"))]
    assert origin_of(write("改过.docx", report("a")), None, recent=recent) == Origin(recent[2], "a社区工作总结")


def test_it_came_from_none_of_them(write: Write) -> None:
    damaged = write("坏.huibao", report("a"))
    damaged.write_bytes(damaged.read_bytes()[:200])
    assert origin_of(write("改过.docx", report("a")), report("b"), recent=[damaged]) is None


def test_a_file_without_our_bookmarks_came_from_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "别的.docx"
    made = docx.Document()
    made.add_paragraph("乙社区2023年工作总结")
    made.save(str(path))
    assert origin_of(path, report("a")) is None


def test_last_years_file_is_not_taken_for_this_years_report(write: Write) -> None:
    last, this = report("a", 6), report("a", 4)
    assert origin_of(write("去年.docx", last), this, previous=last) is None
    assert origin_of(write("今年.docx", this), this, previous=last) == Origin(None, "a社区工作总结")


def test_what_is_no_word_file_is_refused_in_a_sentence(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不是 Word 文档"):
        read_word(write("甲.huibao", report("a")))
    with pytest.raises(InputError):
        origin_of(tmp_path / "没有.docx", report("a"))


@pytest.mark.parametrize(
    ("labels", "counted"),
    [
        (["1.", "2.", "", "3."], {0, 1, 3}),
        (["（一）", "1.", "2.", "（二）", "1."], {0, 1, 2, 3, 4}),
        (["1.", "9.", "10."], {0, 2}),
    ],
)
def test_numbers_that_count_on_are_told_from_those_typed_over(labels: list[str], counted: set[int]) -> None:
    assert counting_on(labels) == counted
