"""The ledger as a table in the report, and back."""

from dataclasses import replace

from hypothesis import given
from tests.model.strategies import reports
from tests.yearly.test_reading_back import two

from huibao.model.history import History
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Cell, Paragraph, Report, Table, runs
from huibao.model.sheet import Sheet
from huibao.yearly import attach, sheet_of, tables_of
from huibao.yearly.attaching import table_of
from huibao.yearly.ledger import ledger, lists


def test_ledger_and_lists_become_attachments_in_one_step() -> None:
    start = two()
    history = History(start)
    history.apply(attach(start, (ledger(start, None), *lists(start, None))))
    text = printed(manuscript(history.report))
    assert "附件：1.问题整改台账\n2.问题清单\n3.任务清单\n4.责任清单\n" in text
    assert "序号\t问题\t整改目标" in text
    table = history.report.attachments[0].blocks[0]
    assert isinstance(table, Table)
    assert (table.header_rows, len(table.widths)) == (1, len(table.rows[0]))
    history.undo()
    assert history.report is start


def test_attaching_again_renews_the_table_and_keeps_the_rest() -> None:
    start = two()
    once = attach(start, (ledger(start, None),)).apply(start)
    note = Paragraph("note", runs("注：截至12月。"))
    once = replace(once, attachments=(replace(once.attachments[0], blocks=(*once.attachments[0].blocks, note)),))
    changed = replace(once, sections=once.sections[:1])
    twice = attach(changed, (ledger(changed, None),)).apply(changed)
    (attachment,) = twice.attachments
    table, kept = attachment.blocks
    assert isinstance(table, Table)
    assert table.id == once.attachments[0].blocks[0].id
    assert "坚持每周学习" not in printed(manuscript(twice))
    assert kept == note


@given(reports())
def test_a_ledger_is_the_same_after_it_was_a_table(found: Report) -> None:
    for sheet in (ledger(found, None), *lists(found, None)):
        assert sheet_of(table_of(sheet)).rows == (sheet.columns, *sheet.rows)


def test_merged_cells_say_the_same_in_all_their_places() -> None:
    def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
        return Cell((Paragraph(text, runs(text)),), colspan, rowspan)

    table = Table("t", ((cell("甲", rowspan=2), cell("乙", colspan=2)), (cell("丙"), cell("丁")), (cell("戊"),)))
    assert sheet_of(table).rows == (("甲", "乙", "乙"), ("甲", "丙", "丁"), ("戊", "", ""))


def test_all_tables_of_a_report_are_found() -> None:
    start = two()
    once = attach(start, (ledger(start, None),)).apply(start)
    assert tables_of(once) == (Sheet("", (), (ledger(start, None).columns, *ledger(start, None).rows)),)
