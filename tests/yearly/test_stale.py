"""What is out of date is proposed, what is history is left in peace, and a proposal accepted changes only its own words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from tests.model.strategies import reports
from tests.yearly.revisions import report_of

from huibao.errors import EditError
from huibao.model.edits import SetText
from huibao.model.history import History
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import (
    Cell,
    Detail,
    Group,
    Heading,
    Measure,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
    new_id,
    runs,
)
from huibao.model.years import YearWords
from huibao.yearly import Proposal, accept, decide, decided, stale

Opened = Callable[[str], Report]


def found(
    report: Report, vocabulary: YearWords, year: int = 2024, last: Report | None = None
) -> list[tuple[str, str, str]]:
    return [(one.kind, one.old, one.new) for one in stale(report, year, vocabulary, last)]


def said(text: str, vocabulary: YearWords, year: int = 2024) -> list[tuple[str, str, str]]:
    """What is stale in a sentence of a report of 2023."""
    report = report_of([text], "社区2023年工作总结")
    title, *others = found(report, vocabulary, year)
    assert title == ("year", "2023年", f"{year}年")
    return others


def test_every_stale_reference_of_the_received_sample_is_proposed(received: Report, vocabulary: YearWords) -> None:
    proposals = stale(received, 2024, vocabulary)
    assert [(one.old, one.new) for one in proposals if one.kind == "meeting"] == [("十九大", "二十大")] * 2
    assert [(one.old, one.new) for one in proposals if one.kind == "campaign"] == [
        ("“不忘初心、牢记使命”主题教育", "党纪学习教育"),
        ("“不忘初心，牢记使命”主题教育", "党纪学习教育"),
    ]
    years = [(one.sentence, one.new) for one in proposals if one.kind in ("year", "date")]
    assert [new for _, new in years] == ["2024年", "2024年", "2024年12月8日"]
    assert years[0][0].endswith("2023年工作总结")
    assert "2023年以来" in years[1][0]


def test_nothing_else_in_the_received_sample_is_called_stale(received: Report, vocabulary: YearWords) -> None:
    others = [one for one in stale(received, 2024, vocabulary) if not one.new]
    assert [(one.kind, one.old) for one in others] == [("relative", "今年"), ("number", "6个")]


def test_every_stale_reference_of_our_own_sample_is_proposed(own_sample: Report, vocabulary: YearWords) -> None:
    proposals = stale(own_sample, 2024, vocabulary)
    assert [(one.kind, one.old, one.new) for one in proposals if one.new] == [
        ("year", "2023年", "2024年"),
        ("year", "2023年", "2024年"),
        ("meeting", "十九大", "二十大"),
        ("meeting", "十九大", "二十大"),
        ("campaign", "“不忘初心、牢记使命”主题教育", "党纪学习教育"),
        ("campaign", "“不忘初心，牢记使命”主题教育", "党纪学习教育"),
        ("date", "2023年12月15日", "2024年12月15日"),
    ]
    assert {one.kind for one in proposals if not one.new} == {"number"}


def test_sentences_about_the_past_stay_out_of_the_list_in_a_whole_report(
    own_sample: Report, vocabulary: YearWords
) -> None:
    past = "2019年开展“不忘初心、牢记使命”主题教育，建立了学习制度。自党的十九大以来，社区面貌大变。"
    block = own_sample.sections[0].blocks[0]
    report = SetText(block.id, runs(past)).apply(own_sample)
    assert [one for one in stale(report, 2024, vocabulary) if one.node == block.id] == []


@pytest.mark.parametrize(
    "text",
    [
        "2019年开展“不忘初心、牢记使命”主题教育，建立了学习制度。",
        "自党的十九大以来，社区面貌大变。",
        "党的十九大召开以来，社区面貌大变。",
        "党的十九大报告指出，治理要靠大家。",
        "巩固拓展党史学习教育成果。",
        "“十三五”期间建成了服务中心。",
        "2021年建党百年，社区党委成立。",
        "2018年至2022年连续获得表彰。",
        "到2035年基本实现现代化。",
        "按照“十四五”规划抓好落实。",
        "深入学习贯彻党的二十大精神。",
        "落实中央八项规定精神，践行“三严三实”要求。",
        "树牢“四个意识”，做到“两个维护”，严格执行“三会一课”。",
        "依据2018年修订的纪律处分条例处理。",
        "国发〔2023〕5号文件印发以后。",
        "书记带头讲党课，主任安排，委员严格要求，责任人明确。",
        "自2023年起实行积分制。",
        "每年7月1日开展主题党日。",
        "过去年年种树，说明年轻人愿意参加。",
    ],
)
def test_history_and_what_still_holds_are_left_in_peace(text: str, vocabulary: YearWords) -> None:
    assert said(text, vocabulary) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现将2023年以来的工作报告如下。", [("year", "2023年", "2024年")]),
        ("二〇二三年，社区办了三件事。", [("year", "二〇二三年", "二〇二四年")]),
        ("2024年将抓好五项工作。", [("year", "2024年", "2025年")]),
        ("比2022年增长。", [("year", "2022年", "2023年")]),
        ("2021—2023年连续达标。", [("year", "2021—2023年", "")]),
        ("2023年12月底前完成。", [("deadline", "2023年12月", "2024年12月")]),
        ("2023年5月召开动员会。", [("date", "2023年5月", "2024年5月")]),
        ("12月8日召开大会。", [("date", "12月8日", "")]),
        ("去年办了食堂。", [("relative", "去年", "")]),
        ("学习贯彻党的十八大精神。", [("meeting", "十八大", "二十大")]),
        ("学习党的十九届四中全会精神。", [("meeting", "十九届四中全会", "二十届三中全会")]),
        ("学习党的十九届二中、三中、四中全会精神。", [("meeting", "十九届二中、三中、四中全会", "二十届三中全会")]),
        ("学习党的二十届二中全会精神。", [("meeting", "二十届二中全会", "二十届三中全会")]),
        ("落实“十三五”规划。", [("campaign", "十三五", "十四五")]),
        ("扎实开展党史学习教育。", [("campaign", "党史学习教育", "党纪学习教育")]),
        ("扎实开展主题教育。", [("campaign", "主题教育", "党纪学习教育")]),
        ("做好常态化疫情防控。", [("campaign", "常态化疫情防控", "")]),
        ("贯彻区委五届六次全会精神。", [("meeting", "五届六次全会", "")]),
        (
            "有党员126名、网格6个，按期办结率96%。",
            [("number", "126名", ""), ("number", "6个", ""), ("number", "96%", "")],
        ),
        ("为八十多位老人送餐，投入2.3万元。", [("number", "八十多位", ""), ("number", "2.3万元", "")]),
        ("由书记王建国牵头，网格长李明负责。", [("name", "王建国", ""), ("name", "李明", "")]),
        ("责任人：高强、赵敏。", [("name", "高强、赵敏", "")]),
        ("请张主任把关。", [("name", "张主任", "")]),
    ],
)
def test_what_is_stale_is_proposed(text: str, expected: list[tuple[str, str, str]], vocabulary: YearWords) -> None:
    assert said(text, vocabulary) == expected


def test_what_follows_a_campaign_is_that_of_the_year(vocabulary: YearWords) -> None:
    text = "扎实开展“不忘初心、牢记使命”主题教育。"
    assert [new for _, _, new in said(text, vocabulary, 2025)] == ["深入贯彻中央八项规定精神学习教育"]


def test_years_later_what_was_next_year_is_asked_about(vocabulary: YearWords) -> None:
    assert said("2025年完成改造。", vocabulary, 2026) == [("year", "2025年", "")]


@pytest.mark.parametrize("year", [2023, 2024, 2030])
def test_a_place_is_where_it_says(own_sample: Report, vocabulary: YearWords, year: int) -> None:
    for one in stale(own_sample, year, vocabulary):
        assert one.old in one.sentence
        assert one.old
        assert one.new != one.old
        assert one.why.endswith("。")


def test_only_what_stands_unchanged_since_last_year_is_asked_about(vocabulary: YearWords) -> None:
    last = report_of(["今年有网格6个，党员126名。", "去年办了食堂。"], "社区2023年工作总结", ["a", "b"])
    this = SetText("a", runs("今年有网格8个，党员126名。")).apply(last)
    this = replace(this, front=report_of([], "社区2024年工作总结").front)
    assert found(this, vocabulary, 2024, last) == [("number", "126名", ""), ("relative", "去年", "")]


def test_a_new_sentence_about_last_year_is_no_leftover(vocabulary: YearWords) -> None:
    last = report_of(["开展了工作。"], "社区2023年工作总结和2024年工作计划", ["a"])
    this = report_of(
        ["开展了工作。", "办件量比2023年增长三成，共130件。"], "社区2024年工作总结和2025年工作计划", ["a", "b"]
    )
    assert found(this, vocabulary, 2024, last) == []


def test_without_last_years_report_this_years_own_year_is_no_leftover(vocabulary: YearWords) -> None:
    report = report_of(["2024年以来，开展了工作。", "2023年以来，开展了工作。"], "社区2024年工作总结")
    assert found(report, vocabulary) == [("year", "2023年", "2024年")]


def test_a_campaign_that_is_over_is_proposed_even_in_new_words(vocabulary: YearWords) -> None:
    last, this = report_of([], "社区2023年工作总结"), report_of(["扎实开展党史学习教育。"], "社区2024年工作总结")
    assert found(this, vocabulary, 2024, last) == [("campaign", "党史学习教育", "党纪学习教育")]


def measured(deadline: str, person: str) -> Report:
    details = (Detail("person", person, "责任人："), Detail("deadline", deadline, "完成时限："))
    measure = Measure("m", Heading(runs("抓好学习"), "1.", 3, headline_end="。", run_in=True), details=details)
    section = Section(
        new_id(), "measures", Heading(runs("措施"), "一、"), groups=(Group(new_id(), entries=(measure,)),)
    )
    return replace(report_of([], "社区2023年工作总结"), sections=(section,))


def test_a_measures_people_and_deadline_are_asked_about_and_can_be_accepted(vocabulary: YearWords) -> None:
    report = measured("2023年12月底前", "王建国")
    proposals = stale(report, 2024, vocabulary)
    assert [(one.kind, one.old, one.field) for one in proposals] == [
        ("year", "2023年", "text"),
        ("name", "王建国", "person"),
        ("deadline", "2023年12月", "deadline"),
    ]
    after = accept(report, proposals).apply(report)
    assert "（责任人：王建国；完成时限：2024年12月底前）" in printed(manuscript(after))


def test_a_deadline_long_past_is_asked_about_in_a_measure_alone(vocabulary: YearWords) -> None:
    assert ("deadline", "2021年6月", "") in found(measured("2021年6月底前", "王建国"), vocabulary)
    assert said("2021年6月底前已全部完成。", vocabulary) == []


def test_tables_are_read_too(vocabulary: YearWords) -> None:
    cell = Cell((Paragraph("c", runs("2023年投入2.3万元")),))
    report = report_of([], "社区2023年工作总结")
    section = replace(report.sections[0], blocks=(Table("t", ((cell,),)),))
    report = replace(report, sections=(section,))
    proposals = stale(report, 2024, vocabulary)
    assert [(one.old, one.node) for one in proposals[1:]] == [("2023年", "c"), ("2.3万元", "c")]
    assert "2024年投入" in printed(manuscript(accept(report, proposals).apply(report)))


def test_accepting_keeps_the_look_and_is_one_step_of_undo(vocabulary: YearWords) -> None:
    report = report_of([""], "社区2023年工作总结", ["a"])
    look = (Run("现将"), Run("2023", bold=True), Run("年以来学习党的十九大精神的情况"), Run("报告。", italic=True))
    report = SetText("a", look).apply(report)
    history = History(report)
    history.apply(accept(report, stale(report, 2024, vocabulary)))
    changed = history.report.sections[0].blocks[0]
    assert isinstance(changed, Paragraph)
    assert changed.text == "现将2024年以来学习党的二十大精神的情况报告。"
    assert [run.bold for run in changed.runs if run.text == "2024年"] == [True]
    assert changed.runs[-1] == Run("报告。", italic=True)
    assert history.report.title == "社区2024年工作总结"
    history.undo()
    assert history.report is report


def test_words_that_changed_meanwhile_are_not_overwritten(vocabulary: YearWords) -> None:
    report = report_of(["学习党的十九大精神。"], "", ["a"])
    proposals = stale(report, 2024, vocabulary)
    changed = SetText("a", runs("认真学习党的十九大精神。")).apply(report)
    with pytest.raises(EditError, match="已经改过"):
        accept(changed, proposals)


def test_the_same_place_is_not_written_twice(vocabulary: YearWords) -> None:
    report = report_of(["学习党的十九大精神。"], "", ["a"])
    (proposal,) = stale(report, 2024, vocabulary)
    with pytest.raises(EditError):
        accept(report, (proposal, proposal))


def test_what_was_decided_is_not_proposed_again_and_comes_back_when_asked(vocabulary: YearWords) -> None:
    report = report_of(["学习党的十九大精神。", "党员126名。"], "社区2024年工作总结", ["a", "b"])
    proposals = stale(report, 2024, vocabulary)
    after = decide(proposals, "ignored", "文件原名").apply(report)
    assert stale(after, 2024, vocabulary) == ()
    assert stale(after, 2024, vocabulary, settled=True) == proposals
    decision = decided(after, proposals[0])
    assert decision
    assert (decision.choice, decision.why) == ("ignored", "文件原名")
    assert decide(proposals, "").apply(after) == report


@given(reports())
def test_whatever_is_proposed_can_be_accepted_and_changes_nothing_else(vocabulary: YearWords, report: Report) -> None:
    proposals = stale(report, 2024, vocabulary)
    after = accept(report, proposals).apply(report)
    if not any(one.new for one in proposals):
        assert after == report


def test_headings_are_reworded_too(opened: Opened, vocabulary: YearWords) -> None:
    report = opened("社区2023年工作总结\n一、2023年主要工作\n开展了工作。\n二、2024年工作计划\n抓好落实。\n")
    after = accept(report, stale(report, 2024, vocabulary)).apply(report)
    assert [section.heading.text for section in after.sections] == ["2024年主要工作", "2025年工作计划"]


def test_a_proposal_of_another_report_is_refused(vocabulary: YearWords) -> None:
    stray = Proposal("year", "2023年。", "2023年", "2024年", "nowhere", 0, 5)
    with pytest.raises(EditError):
        accept(report_of(["2023年。"]), (stray,))
