"""What is remembered of corrections: looks and never words, and only what held for every line of the look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from huibao.model.report import runs
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import Correction
from huibao.services.corrections import CorrectionMemory, looks_of
from huibao.services.reviewing import Review, review

BODY = SourceParagraph(size_pt=16, font="仿宋", indent=2)
BOLD = replace(BODY, bold=True)
TOPICS = (
    "党建引领聚人心促发展不断前进再上台阶",
    "网格治理暖民心解难题办实事有成效",
    "平安建设保民生守底线筑牢防线不放松",
)
TEXT = "一年来，社区党总支带领居民做了许多工作，取得了一些成绩，群众都很满意，上级也很满意。"


def file(*topics: str, look: SourceParagraph = BOLD) -> Source:
    items = [replace(BODY, runs=runs("某某社区2023年工作总结"), size_pt=22, align="center", indent=0)]
    for topic in topics:
        items += [replace(look, runs=runs(topic)), replace(BODY, runs=runs(TEXT))]
    return Source(tuple(items), kind="docx")


@pytest.fixture
def memory(tmp_path: Path) -> CorrectionMemory:
    return CorrectionMemory(tmp_path / "data" / "corrections.json")


def said(source: Source, *lines: int, role: str = "heading", level: int = 2) -> Review:
    return review(source, (), {at: Correction(role, level) for at in lines})


def proposed(memory: CorrectionMemory, source: Source) -> dict[int, Correction]:
    return memory.proposed(source, review(source, ()).found.verdicts)


def test_what_was_corrected_throughout_a_file_is_proposed_for_the_next_of_its_look(memory: CorrectionMemory) -> None:
    memory.learn(said(file(*TOPICS), 1, 3, 5))
    after = proposed(memory, file(*(topic[::-1] for topic in TOPICS)))
    assert after == {at: Correction("heading", 2) for at in (1, 3, 5)}


def test_it_is_kept_between_starts_without_a_word_of_the_document(memory: CorrectionMemory, tmp_path: Path) -> None:
    memory.learn(said(file(*TOPICS), 1, 3, 5))
    path = tmp_path / "data" / "corrections.json"
    assert not any(topic[:4] in path.read_text("utf-8") for topic in (*TOPICS, TEXT, "某某社区"))
    assert proposed(CorrectionMemory(path), file(*TOPICS)) != {}


def test_a_correction_of_one_line_among_many_of_its_look_is_not_remembered(memory: CorrectionMemory) -> None:
    memory.learn(said(file(*TOPICS), 2, level=3))
    assert proposed(memory, file(*TOPICS)) == {}


def test_files_of_another_look_are_left_alone(memory: CorrectionMemory) -> None:
    memory.learn(said(file(*TOPICS), 1, 3, 5))
    assert proposed(memory, file(*TOPICS, look=replace(BODY, style="小标题"))) == {}


def test_what_is_contradicted_is_forgotten(memory: CorrectionMemory) -> None:
    memory.learn(said(file(*TOPICS), 1, 3, 5))
    memory.learn(said(file(*TOPICS), 1, 3, 5, role="body", level=0))
    assert set(proposed(memory, file(*TOPICS)).values()) <= {Correction("body")}
    memory.learn(review(file(*TOPICS), (), {1: Correction("heading", 1), 3: Correction("body")}))
    assert proposed(memory, file(*TOPICS)) == {}


def test_nothing_is_ever_left_out_by_memory(memory: CorrectionMemory) -> None:
    memory.learn(said(file(*TOPICS), 1, 3, 5, role="junk", level=0))
    assert proposed(memory, file(*TOPICS)) == {}


def test_the_user_can_have_it_forgotten(memory: CorrectionMemory) -> None:
    memory.learn(said(file(*TOPICS), 1, 3, 5))
    proposals = proposed(memory, file(*TOPICS))
    memory.forget(review(file(*TOPICS), (), proposals, frozenset(proposals)))
    assert proposed(memory, file(*TOPICS)) == {}


@pytest.mark.parametrize("held", ["", "[]", '{"looks": 3}', '{"looks": [1, {"look": "a"}, {"look": 1, "role": 2}]}'])
def test_a_broken_memory_counts_as_none(tmp_path: Path, held: str) -> None:
    path = tmp_path / "corrections.json"
    path.write_text(held, "utf-8")
    memory = CorrectionMemory(path)
    assert proposed(memory, file(*TOPICS)) == {}
    memory.learn(said(file(*TOPICS), 1, 3, 5))
    assert proposed(memory, file(*TOPICS)) != {}


def test_looks_tell_lines_apart_by_form_and_not_by_number_or_words() -> None:
    lines = ("一、学习", "二、工作", "（一）学习", "学习。", "学习：", "学习")
    looks = looks_of(Source(tuple(SourceParagraph(runs(line)) for line in lines)))
    assert looks[0] == looks[1]
    assert len(set(looks.values())) == 5
