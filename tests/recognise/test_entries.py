"""Problems and measures: groups, entries, and what goes into their fields."""

from __future__ import annotations

from tests.recognise.world import read, roles

from huibao.model.manuscript import manuscript
from huibao.model.report import Entry, Measure, Part, Problem, Section

LONG = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"


def section(*lines: str) -> Section:
    return read("总结", "一、主要工作", LONG, *lines).report.sections[1]


def entries(*lines: str) -> list[Entry]:
    return [entry for group in section(*lines).groups for entry in group.entries]


def shown(part: Part) -> tuple[str, str, list[str], bool]:
    return part.field, part.lead_in, [block.text for block in part.blocks], part.own_paragraph  # type: ignore[union-attr]


def test_one_straight_to_numbers_is_one_headless_group() -> None:
    found = section("二、存在问题", f"1.学得少。{LONG}", f"2.走得少。{LONG}")
    assert [(group.heading, len(group.entries)) for group in found.groups] == [(None, 2)]


def test_one_straight_to_brackets_is_one_headless_group_too() -> None:
    found = section("二、下步措施", f"（一）多学。{LONG}", "（二）多走", LONG, LONG)
    assert [(group.heading, len(group.entries)) for group in found.groups] == [(None, 2)]
    second = found.groups[0].entries[1]
    assert isinstance(second, Measure)
    assert [shown(part) for part in second.parts] == [("action", "", [LONG, LONG], True)]


def test_paragraphs_after_an_entry_are_its_further_blocks() -> None:
    first = entries("二、存在问题", f"1.学得少。{LONG}", LONG, f"2.走得少。{LONG}")[0]
    assert isinstance(first, Problem)
    assert [shown(part) for part in first.parts] == [("manifestation", "", [LONG, LONG], False)]


def test_paragraphs_before_the_first_entry_are_the_groups() -> None:
    found = section(
        "二、存在问题",
        "主要有以下几个方面：",
        "（一）学习方面",
        LONG,
        f"1.学得少。{LONG}",
        "（二）作风方面",
        f"1.走得少。{LONG}",
    )
    assert [block.text for block in found.blocks] == ["主要有以下几个方面："]  # type: ignore[union-attr]
    assert [len(group.blocks) for group in found.groups] == [1, 0]


def test_a_cause_is_one_only_where_the_text_says_so() -> None:
    first, second, third = entries(
        "二、存在问题及原因",
        f"1.学得少。{LONG}主要原因是时间安排得不合理。还缺少督促。",
        "2.走得少。有的居民一年没见过包联干部。",
        "原因分析：会议和检查太多，占用了走访时间。",
        "3.办得慢。有的事情拖了半年。",
        "由于人手不足，窗口经常排队。",
    )
    assert [shown(part) for part in first.parts] == [
        ("manifestation", "", [LONG], False),
        ("cause", "主要原因是", ["时间安排得不合理。还缺少督促。"], False),
    ]
    assert [shown(part) for part in second.parts][1] == (
        "cause",
        "原因分析：",
        ["会议和检查太多，占用了走访时间。"],
        True,
    )
    assert [shown(part) for part in third.parts][1] == ("cause", "", ["由于人手不足，窗口经常排队。"], True)


def test_a_cause_alone_on_its_line_keeps_its_words() -> None:
    found = entries("二、存在问题", f"1.学得少。{LONG}", "原因分析：", "时间安排得不合理。", f"2.走得少。{LONG}")[0]
    assert shown(found.parts[1]) == ("cause", "", ["原因分析：", "时间安排得不合理。"], True)


def test_a_goal_is_told_from_the_action() -> None:
    found = entries(
        "二、整改措施", "1.多学。抓好学习。", "整改目标：全员合格。", "具体措施：每周学习半天。", f"2.多走。{LONG}"
    )[0]
    assert [shown(part)[:2] for part in found.parts] == [
        ("action", ""),
        ("goal", "整改目标："),
        ("action", "具体措施："),
    ]


def test_plain_paragraphs_under_a_group_of_measures_are_one_measure_without_number() -> None:
    found = section("二、下步措施", "（一）多学", LONG, LONG, "（二）多走", f"1.每周走。{LONG}", f"2.每月谈。{LONG}")
    assert [len(group.entries) for group in found.groups] == [1, 2]
    only = found.groups[0].entries[0]
    assert (only.heading.numbered, only.heading.text, len(only.parts[0].blocks)) == (False, "", 2)


def test_plain_paragraphs_of_a_measures_section_are_one_measure() -> None:
    found = section("二、下步打算", LONG, LONG)
    assert [len(group.entries) for group in found.groups] == [1]
    assert found.blocks == ()


def test_headings_within_an_entry_keep_number_and_level() -> None:
    lines = (
        "二、存在问题",
        "（一）学习方面",
        f"1.学得少。{LONG}",
        f"（1）读书少。{LONG}",
        f"（2）讨论少。{LONG}",
        f"2.用得少。{LONG}",
    )
    found = entries(*lines)
    assert len(found) == 2
    inner = [(block.label, block.level) for block in found[0].parts[0].blocks[1:]]  # type: ignore[union-attr]
    assert inner == [("（1）", 4), ("（2）", 4)]


def test_items_that_are_sentences_are_entries_that_print_as_text() -> None:
    report = read(
        "总结", "一、主要工作", LONG, "二、存在问题", "主要有：", "1.学得少；", "2.走得少；", "3.办得慢。"
    ).report
    assert roles(report)[3:] == ["1 二、", "body", "body", "body", "body"]
    assert [len(group.entries) for group in report.sections[1].groups] == [3]
    assert [item.label for item in manuscript(report)][-3:] == ["1.", "2.", "3."]


def test_items_under_the_name_of_an_aspect_are_problems_under_a_problem_they_are_its_text() -> None:
    aspects = section(
        "二、存在问题", "（一）学习方面", "1.学得少；", "2.学得浅。", "（二）作风方面", "1.走得少；", "2.谈得少。"
    )
    assert [len(group.entries) for group in aspects.groups] == [2, 2]
    whole = section(
        "二、存在问题",
        "（一）学习不够深入",
        "1.学得少；",
        "2.学得浅。",
        "（二）作风不够扎实",
        "1.走得少；",
        "2.谈得少。",
    )
    assert [len(group.entries) for group in whole.groups] == [2]


def test_a_section_that_names_both_goes_by_its_entries() -> None:
    problems = section("二、存在问题及下步打算", f"1.学习不够深入。{LONG}", f"2.走访较少。{LONG}")
    measures = section("二、存在问题及整改措施", f"1.加强学习。{LONG}", f"2.完善走访制度。{LONG}")
    assert (problems.kind, measures.kind) == ("problems", "measures")
