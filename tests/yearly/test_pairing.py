"""Last year's words beside this year's: found, corrected by hand, taken over in one step."""

from dataclasses import replace

import pytest

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import SetHeadline, SetText
from huibao.model.report import (
    Cell,
    Detail,
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Report,
    Run,
    Section,
    Table,
    runs,
)
from huibao.yearly.pairing import beside, is_paired, overrides, pair, take_over, unpair
from huibao.yearly.passages import passages


def measure() -> Measure:
    action = Part("a", "action", (Paragraph("ap", runs("每月组织学习两次。")),), own_paragraph=False)
    heading = Heading(runs("抓好学习"), "1.", 3, headline_end="。", run_in=True)
    return Measure("m", heading, (action,), (Detail("person", "张三", "责任人："), Detail("deadline", "2023年6月底")))


def last_year() -> Report:
    section = Section("s", "narrative", Heading(runs("主要工作"), "一、"), (
        Paragraph("p1", (Run("把辖区分成"), Run("六个网格", bold=True), Run("，每个网格配齐网格员。"))),
        Paragraph("p2", runs("每天为八十多位老人提供午餐。")),
    ))  # fmt: skip
    plan = Section("z", "measures", Heading(runs("措施"), "二、"), groups=(Group("g", entries=(measure(),)),))
    return Report(sections=(section, plan))


def text(report: Report, node: str) -> str:
    found = tree.find(report, node)
    assert isinstance(found, Paragraph)
    return found.text


def test_a_reworded_paragraph_takes_last_years_words_back_with_their_looks() -> None:
    last = last_year()
    this = SetText("p1", runs("把辖区分成八个网格，每个网格配齐网格员和网格长。")).apply(last)
    assert take_over(beside(last, this), "p1").apply(this) == last


def test_a_run_in_measure_takes_headline_text_and_details_over() -> None:
    last = last_year()
    this = SetHeadline("m", runs("抓好学习教育")).apply(SetText("ap", runs("每月组织学习三次。")).apply(last))
    this = tree.update(this, "m", lambda node: replace(node, details=()))
    assert take_over(beside(last, this), "m").apply(this) == last


def test_an_emptied_paragraph_still_knows_its_words_of_last_year() -> None:
    last = last_year()
    this = SetText("p2", ()).apply(last)
    found = beside(last, this)
    assert found.of("p2")[0] is None
    assert take_over(found, "p2").apply(this) == last


def test_an_emptied_measure_is_filled_again() -> None:
    last = last_year()
    this = SetHeadline("m", ()).apply(SetText("ap", ()).apply(last))
    this = tree.update(this, "m", lambda node: replace(node, details=()))
    assert take_over(beside(last, this), "ap").apply(this) == take_over(beside(last, this), "m").apply(this) == last


def test_what_was_not_there_last_year_can_not_be_taken_over() -> None:
    last = last_year()
    new = Paragraph("p9", runs("安装烟感报警器二百个，清理楼道堆物三十七车。"))
    this = tree.update(last, "s", lambda node: replace(node, blocks=(*node.blocks, new)))
    with pytest.raises(EditError):
        take_over(beside(last, this), "p9")


def test_a_table_is_not_taken_over_as_a_paragraph() -> None:
    last = last_year()
    table = Table("t", ((Cell((Paragraph("c1", runs("网格")),)), Cell((Paragraph("c2", runs("网格员姓名")),))),))
    last = tree.update(last, "s", lambda node: replace(node, blocks=(*node.blocks, table)))
    with pytest.raises(EditError):
        take_over(beside(last, last), "c1")


def test_a_pair_set_by_hand_is_remembered_and_can_be_forgotten() -> None:
    last = last_year()
    this = SetText("p1", runs("把辖区分成八个网格，每个网格配齐网格员。")).apply(last)
    one, other = (next(p for p in passages(r) if p.node == n) for r, n in ((this, "p1"), (last, "p2")))
    paired = pair(one, other).apply(this)
    assert is_paired(paired, one)
    assert overrides(paired) == {"p1": "p2"}
    found = beside(last, paired).of("p1")[1]
    assert found is not None
    assert found.node == "p2"
    alone = pair(one, None).apply(paired)
    assert beside(last, alone).of("p1")[1] is None
    assert unpair(one).apply(alone) == this
