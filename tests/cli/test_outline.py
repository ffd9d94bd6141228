"""``outline --json``: its exact shape, one row per printed line."""

from __future__ import annotations

from huibao.cli.outline import outline_rows
from huibao.model.report import (
    Attachment,
    Cell,
    Group,
    Heading,
    LeftOut,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    Table,
    runs,
)

CELLS = tuple(
    tuple(Cell((Paragraph(text, runs(text)),)) for text in row) for row in (("序号", "问题"), ("1", "学得少"))
)
PROBLEM = Problem(
    "p1",
    Heading(runs("学得少"), "1. ", 3, headline_end="。", run_in=True),
    (Part("m1", "manifestation", (Paragraph("b1", runs("一个月没学。")), Paragraph("b2", runs("后来补了。"))), own_paragraph=False),),
)  # fmt: skip
MEASURE = Measure("a1", Heading(numbered=False), (Part("x1", "action", (Paragraph("b3", runs("每周学习。")),)),))
REPORT = Report(
    front=(Part("t", "title", (Paragraph("t1", runs("某社区")), Paragraph("t2", runs("工作总结")))),),
    sections=(
        Section(
            "s1",
            "problems",
            Heading(runs("存在问题"), "一、"),
            groups=(Group("g1", Heading(runs("学习方面"), "（一）", 2, headline_end="："), entries=(PROBLEM,)),),
        ),
        Section("s2", "measures", Heading(runs("措施"), "二、"), groups=(Group("g2", entries=(MEASURE,)),)),
    ),
    end=(Part("l", "attachment_list"), Part("d", "date", (Paragraph("d1", runs("2024年1月2日")),))),
    attachments=(
        Attachment(
            "f1",
            "附件：",
            runs("台账"),
            "附件",
            (Paragraph("f2", runs("台账")),),
            (Table("f3", CELLS), Picture("f4", "0" * 64, "png", alt="现场照片")),
        ),
    ),
    left_out=(LeftOut("##paidend##", "文库网站的付费标记，不是正文"),),
)


def test_the_title_what_was_left_out_and_the_notes_stand_beside_the_paragraphs() -> None:
    rows = outline_rows(REPORT, ("去掉了 1 处付费标记。",))
    assert list(rows) == ["title", "paragraphs", "left_out", "notes"]
    assert rows["title"] == "某社区工作总结"
    assert rows["left_out"] == [{"text": "##paidend##", "why": "文库网站的付费标记，不是正文"}]
    assert rows["notes"] == ["去掉了 1 处付费标记。"]


def test_each_printed_line_is_a_row_of_six_fields() -> None:
    rows = [tuple(row.values()) for row in outline_rows(REPORT)["paragraphs"]]
    assert rows == [
        ("title", 0, "", "", "某社区", ""),
        ("title", 0, "", "", "工作总结", ""),
        ("heading", 1, "一、", "存在问题", "存在问题", "problems"),
        ("heading", 2, "（一）", "学习方面", "学习方面：", "problems"),
        ("heading", 3, "1.", "学得少", "学得少。一个月没学。", "problems"),
        ("body", 0, "", "", "后来补了。", "problems"),
        ("heading", 1, "二、", "措施", "措施", "measures"),
        ("body", 0, "", "", "每周学习。", "measures"),
        ("attachment", 0, "附件：", "", "台账", ""),
        ("date", 0, "", "", "2024年1月2日", ""),
        ("attachment", 0, "", "", "附件", ""),
        ("attachment", 0, "", "", "台账", ""),
        ("table", 0, "", "", "序号\t问题\t1\t学得少", ""),
        ("picture", 0, "", "", "现场照片", ""),
    ]
    assert list(outline_rows(REPORT)["paragraphs"][0]) == ["role", "level", "number", "headline", "text", "section"]


def test_an_empty_report_has_no_rows() -> None:
    assert outline_rows(Report()) == {"title": "", "paragraphs": [], "left_out": [], "notes": []}
