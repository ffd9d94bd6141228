"""Finding and replacing in the whole report."""

import string
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.finding import Match, Search, matches
from huibao.model.replacing import replaced, substitute
from huibao.model.report import (
    Attachment,
    Cell,
    Comment,
    Detail,
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Run,
    Section,
    StatusEntry,
    Table,
    runs,
)


@pytest.fixture
def report() -> Report:
    """甲社区 in every kind of place."""
    table = Table("tb", ((Cell((Paragraph("c1", runs("甲社区人数")),)), Cell((Paragraph("c2", runs("12人")),))),))
    problem = Problem(
        "p1", Heading(runs("甲社区学得少"), "1.", 3), (Part("pm", "cause", (), "甲社区原因："),), "甲社区自查"
    )
    measure = Measure(
        "m1", Heading((), "", 3, numbered=False), details=(Detail("person", "甲社区书记"),), closed_on="甲社区"
    )
    return Report(
        "r",
        (Part("t", "title", (Paragraph("t1", runs("甲社区总结")),)),),
        (
            Section(
                "s1", "problems", Heading(runs("甲社区的问题"), "一、"), (table,), (Group("g1", None, (), (problem,)),)
            ),
            Section("s2", "measures", Heading(runs("措施"), "二、"), (), (Group("g2", None, (), (measure,)),)),
        ),
        (Part("e", "signature", (Paragraph("e1", runs("甲社区")),)),),
        (Attachment("a1", "附件：", runs("甲社区名单"), title=(Paragraph("a2", runs("甲社区名单")),)),),
    )


def one(text: str, search: Search) -> list[str]:
    report = Report("r", (Part("t", "title", (Paragraph("p", runs(text)),)),))
    return [match.found for match in matches(report, search)]


def after(text: str, search: Search, replacement: str) -> str:
    report = Report("r", (Part("t", "title", (Paragraph("p", runs(text)),)),))
    return replaced(report, matches(report, search), replacement, search).apply(report).title


def test_every_field_is_searched_and_replaced_in_one_step(report: Report) -> None:
    search = Search("甲社区")
    found = matches(report, search)
    assert [(match.node, match.field) for match in found] == [
        ("t1", "text"),
        ("s1", "headline"),
        ("c1", "text"),
        ("p1", "headline"),
        ("pm", "lead_in"),
        ("p1", "source"),
        ("m1", "person"),
        ("m1", "closed_on"),
        ("e1", "text"),
        ("a1", "headline"),
        ("a2", "text"),
    ]
    changed = replaced(report, found, "乙街道", search).apply(report)
    assert matches(changed, search) == ()
    assert len(matches(changed, Search("乙街道"))) == len(found)
    back = matches(changed, Search("乙街道"))
    assert replaced(changed, back, "甲社区", Search("乙街道")).apply(changed) == report


def test_a_place_says_which_heading_it_is_under(report: Report) -> None:
    where = [match.where for match in matches(report, Search("甲社区"))]
    assert where[:4] == ["", "一、甲社区的问题", "一、甲社区的问题", "1.甲社区学得少"]


def test_only_what_was_chosen_is_replaced(report: Report) -> None:
    search = Search("甲社区")
    chosen = [match for match in matches(report, search) if match.node in ("t1", "e1")]
    changed = replaced(report, chosen, "乙", search).apply(report)
    assert changed.title == "乙总结"
    assert len(matches(changed, search)) == 9


@pytest.mark.parametrize(
    ("text", "search", "found"),
    [
        ("Word和WORD", Search("word"), ["Word", "WORD"]),
        ("Word和word", Search("word", case=True), ["word"]),
        ("２０２３年和2023年", Search("2023"), ["２０２３", "2023"]),
        ("２０２３年和2023年", Search("2023", width=True), ["2023"]),
        ("（一）和(一)", Search("（一）"), ["（一）", "(一)"]),
        ("2023年20231次", Search("2023", whole=True), ["2023"]),
        ("社区工作", Search("区工", whole=True), ["区工"]),
        ("共12人、３人", Search(r"\d+人", regex=True), ["12人", "３人"]),
        ("（一）(二)", Search("（.）", regex=True), ["（一）", "(二)"]),
        ("a.b", Search("."), ["."]),
        ("甲", Search("x*", regex=True), []),
        ("甲", Search(""), []),
    ],
)
def test_what_counts_as_found(text: str, search: Search, found: list[str]) -> None:
    assert one(text, search) == found


def test_groups_stand_for_the_words_as_they_were_written() -> None:
    search = Search(r"(\d+)年(\d+)月", regex=True)
    assert after("２０２３年4月", search, r"\2月，\1年") == "4月，２０２３年"
    assert after("2023年4月", search, "\\\\") == "\\"
    assert after("a1", Search("a1"), r"\1") == r"\1"


def test_a_wrong_expression_or_group_is_said() -> None:
    with pytest.raises(EditError, match="正则表达式"):
        one("甲", Search("(", regex=True))
    search = Search("甲", regex=True)
    with pytest.raises(EditError, match="第 2 组"):
        after("甲", search, r"\2")


def test_the_look_of_the_text_around_stays() -> None:
    held = (Run("前"), Run("甲社区", bold=True), Run("后"))
    report = Report("r", (Part("t", "title", (Paragraph("p", held),)),))
    search = Search("社区后")
    changed = replaced(report, matches(report, search), "村", search).apply(report)
    paragraph = tree.find(changed, "p")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (Run("前"), Run("甲村", bold=True))


def test_a_report_that_changed_meanwhile_is_not_touched(report: Report) -> None:
    search = Search("甲社区")
    found = matches(report, search)
    changed = replace(report, front=(Part("t", "title", (Paragraph("t1", runs("别的")),)),))
    with pytest.raises(EditError, match="再查找一次"):
        replaced(changed, found, "乙", search)


def test_no_more_than_asked_for_are_found(report: Report) -> None:
    assert len(matches(report, Search("甲"), most=3)) == 3


@given(st.text(alphabet=string.ascii_letters + "甲乙（）()１1.\\ "), st.text(min_size=1, max_size=3), st.booleans())
def test_replacing_by_itself_changes_nothing(text: str, wanted: str, width: bool) -> None:
    report = Report("r", (Part("t", "title", (Paragraph("p", runs(text)),)),))
    search = Search(wanted, width=width)
    same: Callable[[Match], Report] = lambda match: replaced(report, [match], match.found, search).apply(report)  # noqa: E731
    assert all(same(match) == report for match in matches(report, search))
    assert all(substitute(match, "乙", search) == "乙" for match in matches(report, search))


def test_what_a_picture_is_called_is_found_and_replaced() -> None:
    picture = Picture("i", "0" * 64, "png", alt="2023年合影")
    report = Report("r", sections=(Section("s", "narrative", Heading(runs("工作"), "一、"), (picture,)),))
    (match,) = matches(report, Search("2023"))
    assert (match.node, match.field) == ("i", "alt")
    after = replaced(report, [match], "2024", Search("2023")).apply(report)
    assert after.sections[0].blocks[0] == replace(picture, alt="2024年合影")


@pytest.fixture
def remarked(report: Report) -> Report:
    """Said beside the text: notes of two years, a comment on a paragraph and one on the whole."""
    problem = Problem("p9", Heading(runs("讲得多"), "2.", 3), statuses=(StatusEntry(2023, "未完成", note="王五负责"),))
    problem = replace(
        problem, statuses=(*problem.statuses, StatusEntry(2024, "已完成", "2024-05-01", "王五、王五办完"))
    )
    section = replace(report.sections[0], groups=(Group("g9", None, (), (problem,)),))
    remarks = (Comment("k1", "e1", "请王五看\n王五签字", quote="王五"), Comment("k2", "r", "王五已阅", "赵六"))
    return replace(report, sections=(section, *report.sections[1:]), comments=remarks)


def test_notes_and_comments_are_found_with_their_place_and_replaced_in_one_step(remarked: Report) -> None:
    search = Search("王五")
    found = matches(remarked, search)
    assert [(match.node, match.field, match.where) for match in found] == [
        ("p9", "note:0", "2.讲得多 · 2023年未完成的说明"),
        ("p9", "note:1", "2.讲得多 · 2024年已完成的说明"),
        ("p9", "note:1", "2.讲得多 · 2024年已完成的说明"),
        ("r", "comment:k2", "批注 · 整份报告"),
        ("e1", "comment:k1", "批注 · 结语、署名、日期"),
        ("e1", "comment:k1", "批注 · 结语、署名、日期"),
    ]
    changed = replaced(remarked, found, "李四光", search).apply(remarked)
    assert [comment.text for comment in changed.comments] == ["请李四光看\n李四光签字", "李四光已阅"]
    assert changed.comments[0].quote == "王五"
    back = Search("李四光")
    assert replaced(changed, matches(changed, back), "王五", back).apply(changed) == remarked
    assert [status.note for status in tree.find(changed, "p9").statuses] == ["李四光负责", "李四光、李四光办完"]  # type: ignore[union-attr]


def test_a_comment_is_not_emptied(remarked: Report) -> None:
    search = Search("王五已阅")
    with pytest.raises(EditError, match="没有字了"):
        replaced(remarked, matches(remarked, search), "", search)


def test_a_comment_that_was_removed_meanwhile_is_said(remarked: Report) -> None:
    search = Search("王五已阅")
    found = matches(remarked, search)
    with pytest.raises(EditError, match="再查找一次"):
        replaced(replace(remarked, comments=()), found, "甲", search)
