"""Readers' remarks go to the entry, paragraph or cell that their line became; none is lost."""

from dataclasses import replace

from tests.recognise.world import source

from huibao.model import tree
from huibao.model.report import Comment, Measure, Paragraph, Problem, runs
from huibao.model.source import Source, SourceCell, SourceComment, SourceParagraph, SourceTable
from huibao.recognise import Correction, recognise

LINES = (
    "某社区总结",
    "一、存在问题",
    "（一）学习方面",
    "1.学习不够。学用结合不紧，全年只学了四次。",
    "2.服务不够。走访不多。",
    "上门不勤。",
    "2023年12月8日",
)


def remarked(at: int, quote: str = "") -> Source:
    items = list(source(*LINES).items)
    line = items[at]
    assert isinstance(line, SourceParagraph)
    items[at] = replace(line, comments=(SourceComment("再核对", "老王", "2023-11-05T09:30:00", False, quote),))
    return Source(tuple(items))


def placed(at: int, quote: str = "") -> tuple[object, Comment]:
    report = recognise(remarked(at, quote)).report
    (comment,) = report.comments
    return tree.find(report, comment.about), comment


def test_a_comment_on_a_headline_is_on_its_entry() -> None:
    node, comment = placed(3, "学习不够")
    assert isinstance(node, Problem)
    assert (comment.text, comment.author, comment.date, comment.quote) == ("再核对", "老王", "2023-11-05T09:30:00", "")


def test_a_comment_on_run_in_text_is_on_the_paragraph_that_holds_the_words() -> None:
    node, comment = placed(3, "只学了四次")
    assert isinstance(node, Paragraph)
    assert comment.quote == "只学了四次"


def test_a_comment_on_a_line_or_on_words_over_headline_and_text_is_on_the_whole() -> None:
    for quote in ("", "不够。学用", "别的字"):
        node, comment = placed(3, quote)
        assert isinstance(node, Problem)
        assert comment.quote == ""
    node, _ = placed(5)
    assert isinstance(node, Paragraph)


def test_a_comment_on_what_is_left_out_is_on_the_report() -> None:
    report = recognise(remarked(5), (), {5: Correction("junk")}).report
    assert [comment.about for comment in report.comments] == [report.id]


def test_comments_in_a_table_stand_in_its_cells_or_at_the_first_entry_that_it_became() -> None:
    def cell(text: str, *said: SourceComment) -> SourceCell:
        return SourceCell((SourceParagraph(runs(text), comments=said),))

    plain = SourceTable(((cell("甲"), cell("乙", SourceComment("改"))),))
    report = recognise(Source((*source("总结").items, plain))).report
    (comment,) = report.comments
    assert tree.find(report, comment.about).runs == runs("乙")  # type: ignore[union-attr]
    ledger = SourceTable(((cell("问题"), cell("措施")), (cell("学习不够", SourceComment("改")), cell("多学"))))
    report = recognise(Source((*source("问题清单").items, ledger))).report
    (comment,) = report.comments
    assert isinstance(tree.find(report, comment.about), Problem | Measure)
