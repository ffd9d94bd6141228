"""Rolling forward: what is kept stays to the letter, what is chosen is done, and the account is computed."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from tests.model.laws import check
from tests.model.strategies import reports

from huibao.errors import EditError
from huibao.formats import native
from huibao.model import tree
from huibao.model.history import History
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import (
    OUTCOMES,
    Decision,
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    StatusEntry,
    new_id,
    runs,
)
from huibao.model.years import YearWords
from huibao.services import documents
from huibao.services.library import Library
from huibao.yearly import Plan, ProblemFate, Recount, RollForward, account, changes, roll, stale
from huibao.yearly.plan import YearPlace

Opened = Callable[[str], Report]
TEXT = """幸福社区2023年工作总结和2024年工作计划
今年以来，社区认真工作，现将2023年以来的情况报告如下：
一、基本情况和主要工作
2023年开展志愿活动12次，2019年建成服务中心。
二、存在的突出问题及原因
（一）学习方面
1.学习不够深入。学用结合不紧。
2.学习不够经常。时断时续。
（二）作风方面
1.走访居民太少。坐等上门。
三、2024年工作计划
（一）加强学习
1.坚持每周学习。由支部组织。
2.坚持学用结合。带着问题学。
（二）改进作风
1.坚持每月走访。走进每户人家。
特此报告。
幸福社区居民委员会
2023年12月8日
"""


def linked_report(opened: Opened) -> tuple[Report, list[str], list[str]]:
    """The text as a report: problems 0 and 1 are answered by measure 0, problem 1 by measure 1 too, problem 2 by measure 2."""
    report = opened(TEXT)
    problems = [entry.id for entry in tree.entries(report) if isinstance(entry, Problem)]
    measures = [entry.id for entry in tree.entries(report) if isinstance(entry, Measure)]
    for at, answers in enumerate((problems[:2], problems[1:2], problems[2:])):
        report = tree.update(report, measures[at], lambda node, held=tuple(answers): replace(node, answers=held))  # type: ignore[misc]
    return report, problems, measures


def lines(report: Report) -> list[str]:
    return printed(manuscript(report)).splitlines()


_SAID = st.builds(
    StatusEntry,
    st.sampled_from([2022, 2023, 2024, 2025]),
    st.sampled_from(OUTCOMES),
    st.sampled_from(["", "2023-12-01", "2024-12-01"]),
)


@st.composite
def dated_reports(draw: st.DrawFn) -> Report:
    """Any report, with a title, a lead and a date that name years."""
    report = draw(reports())
    years: SearchStrategy[str] = st.sampled_from(
        ["2023年", "二〇二三年", "2019年", "2024年", "2021—2023年", "今年", ""]
    )

    def part(field: str, text: str) -> Part:
        return Part(new_id(), field, (Paragraph(new_id(), runs(text)),))

    front = (
        part("title", f"社区2023年工作总结{draw(years)}"),
        part("lead", f"{draw(years)}以来，{draw(years)}办了三件事。"),
    )
    body = Section(
        new_id(),
        "narrative",
        Heading(runs(f"{draw(years)}工作"), "一、"),
        (Paragraph(new_id(), runs(f"{draw(years)}办了事。")),),
    )
    end = (
        part("date", f"{draw(st.sampled_from(['2023年12月8日', '二〇二三年十二月八日', '2024年1月5日', '', '某日']))}"),
    )
    for entry in tree.entries(report):
        said = draw(st.lists(_SAID, max_size=2).map(tuple))
        report = tree.update(report, entry.id, lambda node, said=said: replace(node, statuses=said))  # type: ignore[misc]
    return replace(report, front=front, sections=(body, *report.sections), end=(*report.end, *end))


@pytest.mark.parametrize("places", [("title", "date"), ("title", "lead", "date")])
@given(last=dated_reports())
def test_with_everything_kept_no_character_but_the_years_of_title_and_date_changes(
    vocabulary: YearWords, places: tuple[YearPlace, ...], last: Report
) -> None:
    rolled = roll(last, Plan(years=places), None, 2024, vocabulary).report
    before, after = manuscript(last), manuscript(rolled)
    assert [item.node for item in before] == [item.node for item in after]
    for old, new in zip(before, after, strict=True):
        if old.role in places:
            assert re.sub(r"\d{4}|[一二][〇一二三四五六七八九]{3}", "", old.text) == re.sub(
                r"\d{4}|[一二][〇一二三四五六七八九]{3}", "", new.text
            )
            assert (old.label, len(old.text)) == (new.label, len(new.text))
        else:
            assert old == new


@given(dated_reports())
def test_by_itself_rolling_changes_headings_only_where_they_name_the_next_year(
    vocabulary: YearWords, last: Report
) -> None:
    rolled = roll(last, Plan(), None, 2024, vocabulary)
    for old, new in zip(manuscript(last), manuscript(rolled.report), strict=True):
        if old.role not in ("title", "lead", "date") and old.text != new.text:
            assert old.role == "heading"
            assert new.text == old.text.replace("2024年", "2025年")
    assert {one.node for one in rolled.changed} >= {
        old.node for old, new in zip(manuscript(last), manuscript(rolled.report), strict=True) if old.text != new.text
    }


def test_the_years_are_changed_and_the_rest_is_proposed(opened: Opened, vocabulary: YearWords) -> None:
    last = opened(TEXT)
    rolled = roll(last, Plan(), None, 2024, vocabulary)
    assert [(one.where, one.new) for one in rolled.changed] == [
        ("标题", "幸福社区2024年工作总结和2025年工作计划"),
        ("导语", "今年以来，社区认真工作，现将2024年以来的情况报告如下："),
        ("三、", "2025年工作计划"),
        ("成文日期", "2024年12月8日"),
        ("3 个问题的首次出现年份", "2023 年"),
    ]
    assert [(one.kind, one.old) for one in rolled.proposals if one.new] == [("year", "2023年")]
    assert rolled.proposals == stale(rolled.report, 2024, vocabulary, last)


def test_every_change_can_be_unticked(opened: Opened, vocabulary: YearWords) -> None:
    last, problems, _ = linked_report(opened)
    plan = Plan(sections={last.sections[0].id: "clear"}, problems={problems[0]: "solved", problems[2]: "dropped"})
    keys = frozenset(one.key for one in changes(last, plan, None, 2024, vocabulary))
    assert len(keys) == 9
    rolled = roll(last, replace(plan, unticked=keys), None, 2024, vocabulary)
    assert lines(rolled.report) == lines(last)
    assert rolled.changed == ()
    assert not any(entry.first_year for entry in tree.entries(rolled.report) if isinstance(entry, Problem))


def test_the_first_year_that_problems_lack_is_one_change(opened: Opened, vocabulary: YearWords) -> None:
    last, problems, _ = linked_report(opened)
    last = tree.update(last, problems[1], lambda node: replace(node, first_year=2021))
    plan = Plan(problems={problems[2]: "dropped"})
    told = [one for one in changes(last, plan, None, 2024, vocabulary) if one.key == "first_year"]
    assert [(one.where, one.old, one.new) for one in told] == [("1 个问题的首次出现年份", "", "2023 年")]
    rolled = roll(last, plan, None, 2024, vocabulary).report
    years = [entry.first_year for entry in tree.entries(rolled) if isinstance(entry, Problem)]
    assert years == [2023, 2021]
    assert not [one for one in changes(rolled, Plan(), None, 2025, vocabulary) if one.key == "first_year"]


def test_the_received_sample_is_carried_whole(received: Report, vocabulary: YearWords, library: Library) -> None:
    template = library.template(received.template)
    rolled = roll(received, Plan(), template, 2024, vocabulary)
    kinds = [type(entry) for entry in tree.entries(rolled.report)]
    assert (kinds.count(Problem), kinds.count(Measure)) == (9, 5)
    assert all(entry.first_year == 2023 for entry in tree.entries(rolled.report) if isinstance(entry, Problem))
    assert [line.replace("2024", "2023") for line in lines(rolled.report)] == lines(received)
    assert [one.old for one in rolled.proposals if one.kind in ("meeting", "campaign")] == [
        "十九大",
        "十九大",
        "“不忘初心、牢记使命”主题教育",
        "“不忘初心，牢记使命”主题教育",
    ]


def test_our_own_sample_is_carried_as_chosen_and_opens_without_last_years_file(
    own_sample: Report, vocabulary: YearWords, library: Library, tmp_path: Path
) -> None:
    problems = [entry.id for entry in tree.entries(own_sample) if isinstance(entry, Problem)]
    measures = [entry.id for entry in tree.entries(own_sample) if isinstance(entry, Measure)]
    plan = Plan(
        problems=dict.fromkeys(problems, "stays") | {problems[0]: "solved", problems[4]: "dropped"},
        outcomes=dict.fromkeys(measures, "基本完成并持续推进"),
        dates={measures[0]: "2024-11-30"},
        notes={measures[0]: "全年没有漏项"},
    )
    rolled = roll(own_sample, plan, library.template(own_sample.template), 2024, vocabulary)
    check(rolled.report)
    documents.save(rolled.report, {}, tmp_path / "2024.huibao", rolled.last)
    opened = documents.open_document(tmp_path / "2024.huibao", library)
    assert (opened.report, opened.previous) == (rolled.report, own_sample)
    section = next(section for section in opened.report.sections if section.kind == "problems")
    kept = [entry.id for entry in tree.entries(section)]
    assert kept == [node for node in problems if node not in (problems[0], problems[4])]
    assert all(entry.first_year == 2023 for entry in tree.entries(section) if isinstance(entry, Problem))
    assert "2023年查找的8个问题，已完成1个，持续推进0个，未完成7个。" in "".join(lines(opened.report))
    first: Any = tree.find(opened.report, measures[0])
    assert first.statuses == (StatusEntry(2024, "基本完成并持续推进", "2024-11-30", "全年没有漏项"),)


def test_the_draft_opens_without_last_years_file_and_still_compares(received: Report, vocabulary: YearWords) -> None:
    rolled = roll(received, Plan(), None, 2024, vocabulary)
    back = native.load(native.dump(rolled.report, {}, rolled.last))
    assert (back.report, back.previous) == (rolled.report, received)


def test_solved_problems_move_with_their_measures_and_are_counted(
    opened: Opened, vocabulary: YearWords, library: Library
) -> None:
    last, problems, measures = linked_report(opened)
    plan = Plan(
        problems={problems[0]: "stays", problems[1]: "stays", problems[2]: "solved"},
        outcomes={measures[0]: "基本完成并持续推进", measures[2]: "已完成"},
        notes={measures[2]: "全年走访三遍"},
        date="2024-12-01",
    )
    rolled = roll(last, plan, library.template("community-annual"), 2024, vocabulary)
    text = lines(rolled.report)
    start = text.index("二、上年度问题整改情况")
    assert text[start - 1].startswith("2023年开展志愿活动")
    assert text[start : start + 5] == [
        "二、上年度问题整改情况",
        "2023年查找的3个问题，已完成1个，持续推进2个，未完成0个。正在持续推进的是：学习不够深入；学习不够经常。",
        "1.走访居民太少。坐等上门。",
        "（1）坚持每月走访。走进每户人家。",
        "三、存在的突出问题及原因",
    ]
    assert "（二）作风方面" not in text, "a group that is left with nothing goes"
    moved = tree.find(rolled.report, measures[2])
    assert isinstance(moved, Measure)
    assert moved.statuses == (StatusEntry(2024, "已完成", "2024-12-01", "全年走访三遍"),)
    assert moved.answers == (problems[2],)
    solved = tree.find(rolled.report, problems[2])
    assert isinstance(solved, Problem)
    assert (solved.first_year, solved.statuses[-1].outcome) == (2023, "已完成")


def test_what_is_not_told_of_again_is_said_and_can_be_kept(
    opened: Opened, vocabulary: YearWords, library: Library
) -> None:
    template = library.template("community-annual")
    last, problems, _ = linked_report(opened)
    second = roll(last, Plan(problems=dict.fromkeys(problems[:2], "solved")), template, 2024, vocabulary).report
    plan = Plan(problems={problems[2]: "solved"})
    listed = changes(second, plan, template, 2025, vocabulary)
    gone = [one for one in listed if one.key.startswith("told:")]
    assert [(one.where, one.old, one.new) for one in gone] == [
        ("1.（上年已经交代）", "学习不够深入", ""),
        ("2.（上年已经交代）", "学习不够经常", ""),
    ]
    kept = roll(second, replace(plan, unticked=frozenset({gone[0].key})), template, 2025, vocabulary)
    check(kept.report)
    assert tree.contains(kept.report, problems[0])
    assert not tree.contains(kept.report, problems[1])
    assert gone[0] not in kept.changed
    assert gone[1] in kept.changed


def test_a_measure_that_also_answers_a_problem_that_stays_stays_with_it(opened: Opened, vocabulary: YearWords) -> None:
    last, problems, measures = linked_report(opened)
    report = roll(last, Plan(problems={problems[1]: "solved"}), None, 2024, vocabulary).report
    kept, moved = tree.find(report, measures[0]), tree.find(report, measures[1])
    assert isinstance(kept, Measure)
    assert kept.answers == (problems[0],)
    plan_section, account_section = tree.section_of(report, measures[0]), tree.section_of(report, measures[1])
    assert plan_section is not account_section
    assert isinstance(moved, Measure)


def test_the_computed_sentences_are_not_called_stale(
    opened: Opened, vocabulary: YearWords, library: Library
) -> None:
    last = opened(TEXT.replace("学习不够深入", "学习党的十九大精神不够深入"))
    problems = [entry.id for entry in tree.entries(last) if isinstance(entry, Problem)]
    rolled = roll(last, Plan(problems={problems[1]: "solved"}), library.template("community-annual"), 2024, vocabulary)
    assert "尚未完成的是：学习党的十九大精神不够深入" in "".join(lines(rolled.report))
    assert [one.old for one in rolled.proposals if one.kind == "meeting"] == ["十九大"]


def test_a_measure_that_answers_two_solved_problems_goes_with_the_first_of_them(
    opened: Opened, vocabulary: YearWords
) -> None:
    last, problems, measures = linked_report(opened)
    report = roll(last, Plan(problems=dict.fromkeys(problems[:2], "solved")), None, 2024, vocabulary).report
    check(report)
    text = lines(report)
    at = text.index("1.学习不够深入。学用结合不紧。")
    assert text[at + 1 : at + 4] == [
        "（1）坚持每周学习。由支部组织。",
        "2.学习不够经常。时断时续。",
        "（1）坚持学用结合。带着问题学。",
    ]
    both = tree.find(report, measures[0])
    assert isinstance(both, Measure)
    assert both.answers == tuple(problems[:2])


def test_a_problem_that_no_longer_applies_goes_with_the_measures_that_were_for_it_alone(
    opened: Opened, vocabulary: YearWords, library: Library
) -> None:
    last, problems, measures = linked_report(opened)
    rolled = roll(last, Plan(problems={problems[2]: "dropped"}), library.template("community-annual"), 2024, vocabulary)
    text = "\n".join(lines(rolled.report))
    assert "走访居民太少" not in text
    assert not tree.contains(rolled.report, measures[2])
    assert "2023年查找的2个问题，已完成0个，持续推进0个，未完成2个。另有1个问题因情况变化不再适用。" in text
    assert ("走访居民太少", "") in [(one.old, one.new) for one in rolled.changed]


def test_a_template_that_has_such_a_section_gets_the_account_there(
    opened: Opened, vocabulary: YearWords, library: Library
) -> None:
    last, problems, _ = linked_report(opened)
    told = Section(
        "told",
        "narrative",
        Heading(runs("上次整改落实情况"), "一、"),
        (Paragraph("p", runs("件件有着落。")),),
        key="last_time",
    )
    last = replace(last, sections=(told, *last.sections))
    report = roll(
        last, Plan(problems={problems[0]: "solved"}), library.template("self-examination"), 2024, vocabulary
    ).report
    text = lines(report)
    at = text.index("一、上次整改落实情况")
    assert text[at + 1].startswith("上次查摆的3个问题，已完成1个")
    assert text[at + 2 : at + 4] == ["件件有着落。", "1.学习不够深入。学用结合不紧。"]


def test_what_was_settled_a_year_ago_is_not_told_of_again_and_may_come_back(
    opened: Opened, vocabulary: YearWords, library: Library
) -> None:
    template = library.template("community-annual")
    last, problems, _ = linked_report(opened)
    second = roll(last, Plan(problems=dict.fromkeys(problems[:2], "solved")), template, 2024, vocabulary).report
    plan = Plan(problems={problems[0]: "stays", problems[2]: "solved"})
    third = roll(second, plan, template, 2025, vocabulary).report
    text = lines(third)
    at = text.index("二、上年度问题整改情况")
    assert text[at + 1 : at + 3] == [
        "2024年查找的1个问题，已完成1个，持续推进0个，未完成0个。",
        "1.走访居民太少。坐等上门。",
    ]
    assert sum("个问题，已完成" in line for line in text) == 1
    assert not tree.contains(third, problems[1])
    back = tree.find(third, problems[0])
    assert isinstance(back, Problem)
    assert [(status.year, status.outcome) for status in back.statuses] == [(2024, "已完成"), (2025, "未完成")]
    assert back.first_year == 2023
    section = tree.section_of(third, problems[0])
    assert section
    assert section.kind == "problems"


def test_earlier_statuses_are_never_overwritten(opened: Opened, vocabulary: YearWords) -> None:
    last, _problems, measures = linked_report(opened)
    early = StatusEntry(2023, "未完成", "2023-12-01")
    last = tree.update(last, measures[0], lambda node: replace(node, statuses=(early,)))
    report = roll(last, Plan(outcomes={measures[0]: "已完成"}), None, 2024, vocabulary).report
    measure = tree.find(report, measures[0])
    assert isinstance(measure, Measure)
    assert measure.statuses == (early, StatusEntry(2024, "已完成"))


@pytest.mark.parametrize("fate", ["solved", "dropped", "stays"])
def test_what_the_plan_says_counts_after_what_was_said_of_the_year_already(
    opened: Opened, vocabulary: YearWords, fate: ProblemFate
) -> None:
    """A status of the new year may stand in last year's report, with a date; the plan's has none."""
    last, problems, _measures = linked_report(opened)
    for outcome in OUTCOMES:
        early = StatusEntry(2024, outcome, "2023-12-01")
        before = tree.update(last, problems[0], lambda node, said=early: replace(node, statuses=(said,)))  # type: ignore[misc]
        report = roll(before, Plan(problems={problems[0]: fate}), None, 2024, vocabulary).report
        found = account(report, before, 2024)
        told = {"solved": found.done, "dropped": found.dropped, "stays": found.open}[fate]
        assert told == (tuple(problems) if fate == "stays" else (problems[0],))


def test_a_cleared_section_keeps_its_headings_and_what_the_plan_names(opened: Opened, vocabulary: YearWords) -> None:
    last, problems, _ = linked_report(opened)
    work, found, _plan_section = last.sections
    plan = Plan({work.id: "clear", found.id: "clear"}, {problems[0]: "stays"})
    report = roll(last, plan, None, 2024, vocabulary).report
    text = "\n".join(lines(report))
    assert "一、基本情况和主要工作" in text
    assert "志愿活动" not in text
    assert "（二）作风方面" in text
    assert "1.学习不够深入。" in text
    assert "学习不够经常" not in text.replace("尚未完成的是：学习不够深入", "")
    assert "坚持每周学习" in text
    (block,) = report.sections[0].blocks
    assert block.id == work.blocks[0].id, "last year's words are shown beside it"


def test_a_section_to_be_reworded_keeps_its_words_and_lists_them_until_they_change(
    opened: Opened, vocabulary: YearWords
) -> None:
    last, _, _ = linked_report(opened)
    rolled = roll(last, Plan({last.sections[1].id: "rewrite"}), None, 2024, vocabulary)
    listed = [one for one in rolled.proposals if one.kind == "rewrite"]
    assert [one.old for one in listed] == ["学用结合不紧。", "时断时续。", "坐等上门。"]
    from huibao.model.edits import SetText

    after = SetText(listed[0].node, runs("学了不用。")).apply(rolled.report)
    assert sum(one.kind == "rewrite" for one in stale(after, 2024, vocabulary, last)) == 2


def test_what_was_ignored_last_year_is_asked_about_anew(opened: Opened, vocabulary: YearWords) -> None:
    last = replace(
        opened(TEXT), decisions=(Decision("stale:x", "ignored"), Decision("match:x", "y"), Decision("link:x", "sound"))
    )
    report = roll(last, Plan(), None, 2024, vocabulary).report
    assert [decision.about for decision in report.decisions] == ["link:x"]


def test_a_whole_roll_is_one_step_of_undo(opened: Opened, vocabulary: YearWords, library: Library) -> None:
    last, problems, _ = linked_report(opened)
    edit = RollForward(Plan(problems={problems[0]: "solved"}), library.template("community-annual"), 2024, vocabulary)
    history = History(last)
    history.apply(edit)
    assert len(history.done) == 1
    assert history.report.title.startswith("幸福社区2024年")
    history.undo()
    assert history.report is last


@pytest.mark.parametrize("year", [2023, 2022])
def test_a_report_is_not_rolled_back(opened: Opened, vocabulary: YearWords, year: int) -> None:
    with pytest.raises(EditError, match="已经是 2023 年的"):
        roll(opened(TEXT), Plan(), None, year, vocabulary)


def test_an_outcome_that_is_none_is_refused(opened: Opened, vocabulary: YearWords) -> None:
    last, _, measures = linked_report(opened)
    with pytest.raises(EditError, match="完成情况请从"):
        roll(last, Plan(outcomes={measures[0]: "差不多"}), None, 2024, vocabulary)


def test_the_account_follows_what_is_said_later(opened: Opened, vocabulary: YearWords, library: Library) -> None:
    template = library.template("community-annual")
    last, problems, _measures = linked_report(opened)
    rolled = roll(last, Plan(problems=dict.fromkeys(problems, "stays")), template, 2024, vocabulary)
    found = account(rolled.report, last, 2024)
    assert (found.count, len(found.open), found.last_year) == (3, 3, 2023)
    status = StatusEntry(2024, "基本完成并持续推进")
    report = tree.update(rolled.report, problems[0], lambda node: replace(node, statuses=(*node.statuses, status)))
    after = Recount(last, 2024, template).apply(report)
    assert "2023年查找的3个问题，已完成0个，持续推进1个，未完成2个。" in "\n".join(lines(after))
    assert sum("个问题，已完成" in line for line in lines(after)) == 1
    assert Recount(last, 2024, template).apply(after) is after


@given(st.data(), dated_reports())
def test_any_plan_gives_a_sound_report(
    vocabulary: YearWords, library: Library, data: st.DataObject, last: Report
) -> None:
    def choice(*of: Any) -> Any:
        return data.draw(st.sampled_from(of))

    plan = Plan(
        {section.id: choice("keep", "rewrite", "clear") for section in last.sections},
        {e.id: choice("stays", "solved", "dropped") for e in tree.entries(last) if isinstance(e, Problem)},
        {e.id: choice("已完成", "未完成") for e in tree.entries(last) if isinstance(e, Measure) and choice(True, False)},
    )
    rolled = roll(last, plan, choice(None, *library.templates), 2024, vocabulary)
    check(rolled.report)
    found = account(rolled.report, last, 2024)
    fates = list(plan.problems.values())
    assert (len(found.done), len(found.dropped)) == (fates.count("solved"), fates.count("dropped"))
    assert native.load(native.dump(rolled.report, {}, last)).notes == ()


def test_a_group_of_entries_is_still_a_group(opened: Opened, vocabulary: YearWords) -> None:
    last, problems, _ = linked_report(opened)
    report = roll(last, Plan(problems={problems[0]: "solved"}), None, 2024, vocabulary).report
    left = tree.parent_of(report, problems[1])
    assert isinstance(left, Group)
    assert left.entries[0].heading.label == "1."
