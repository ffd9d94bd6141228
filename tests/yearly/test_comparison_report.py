"""The comparison on paper: every paragraph stands in it once, with its mark, and what differs is underlined."""

from hypothesis import given
from tests.model.laws import check
from tests.model.strategies import reports
from tests.yearly.revisions import report_of

from huibao.model import tree
from huibao.model.edits import SetText
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Report, Table, runs
from huibao.yearly import compare
from huibao.yearly.comparison_report import comparison_report

LAST = ["全年走访居民120户，收集意见46条。", "食堂每天为老人送餐。", "旧车棚拆掉了。"]
THIS = ["全年走访居民230户，收集意见46条。", "食堂每天为老人送餐。", "新装了三台充电桩，居民不再飞线充电。"]


def made(last: list[str] | Report, this: list[str] | Report) -> Report:
    old = last if isinstance(last, Report) else report_of(last, "甲社区2023年工作总结")
    new = this if isinstance(this, Report) else report_of(this, "甲社区2024年工作总结")
    return comparison_report(old, new, compare(old, new))


def rows(report: Report) -> list[tuple[str, ...]]:
    """The rows of all tables that list paragraphs, without their headings."""
    tables = [node for node in tree.walk(report) if isinstance(node, Table)][1:]
    return [tuple("".join(p.text for p in cell.paragraphs) for cell in row) for t in tables for row in t.rows[1:]]


def test_every_paragraph_is_listed_with_its_mark() -> None:
    found = rows(made(LAST, THIS))
    assert found[0] == ("相近 92%", "甲社区2024年工作总结", "甲社区2023年工作总结")
    assert found[1] == ("相同", "一、主要工作")
    assert found[2][1:] == (THIS[0], LAST[0])
    assert found[3] == ("相同", THIS[1])
    assert found[4] == ("新写", THIS[2], "（没有对应的段落）")


def test_what_differs_is_underlined_in_both_years() -> None:
    report = made(LAST, THIS)
    under = {
        run.text
        for node in tree.walk(report)
        if isinstance(node, Table)
        for _, _, cell in tree.cells(node)
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.underline
    }
    assert under == {"2024", "2023", "230", "120"}


def test_shares_and_what_was_dropped_are_told() -> None:
    text = printed(manuscript(made(LAST, THIS)))
    assert "《甲社区2024年工作总结》与《甲社区2023年工作总结》逐段对照，按字数计：与上年相同" in text
    assert "一、主要工作\t51\t" in text
    assert text.splitlines()[-2:] == ["三、上年写了、今年没有的", "旧车棚拆掉了。"]


def test_a_report_that_is_the_same_has_nothing_dropped(own_sample: Report) -> None:
    found = made(own_sample, own_sample)
    assert [section.heading.text for section in found.sections] == ["各部分所占的份额", "逐段对照"]
    assert {row[0] for row in rows(found)} == {"相同"}
    assert found.profile == own_sample.profile


def test_it_stands_in_the_order_of_the_report(own_sample: Report) -> None:
    (first, *_others) = own_sample.sections[0].blocks
    this = SetText(first.id, runs("全新的第一段。")).apply(own_sample)
    found = made(own_sample, this)
    assert [group.heading.text for group in found.sections[1].groups if group.heading] == [
        "标题、导语",
        *(section.heading.text for section in own_sample.sections),
        "结尾",
    ]


@given(reports(), reports())
def test_any_two_reports_are_told_of_whole(last: Report, this: Report) -> None:
    comparison = compare(last, this)
    found = comparison_report(last, this, comparison)
    check(found)
    told = [row[1].replace(" ", "") for row in rows(found)]
    assert len(told) == len(comparison.paragraphs)
    for text, one in zip(told, comparison.paragraphs, strict=True):
        assert "".join(one.this.key.split("/")) in "".join(text.replace("/", "").split())
