"""Tables that are a 问题清单 or 整改台账 become problems and measures, once, and nothing of them is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recognise.world import report_text, roles, squeezed

from huibao.model import tree
from huibao.model.report import MEASURE_FIELDS, PROBLEM_FIELDS, Measure, Problem, Report, Table, runs
from huibao.model.source import Source, SourceCell, SourceItem, SourceParagraph, SourceTable
from huibao.recognise import Correction, Recognised, nodes_of, recognise

HEADS = ("序号", "存在问题", "整改措施", "责任领导", "责任部门", "责任人", "整改时限", "完成情况")
ROWS = (
    ("1", "学习不够深入。学用结合不紧。", "制定计划，每周一学。", "张三", "党建办", "李四", "2023年6月", "已完成"),
    ("2", "上门服务不多", "建立走访制度。", "王五", "民政办", "赵六", "2023年9月", "推进中"),
)


def line(text: str) -> SourceParagraph:
    return SourceParagraph(runs(text))


def cell(text: str, across: int = 1, down: int = 1) -> SourceCell:
    return SourceCell(tuple(map(line, text.split("\n"))), across, down)


def table(*rows: tuple[str, ...]) -> SourceTable:
    return SourceTable(tuple(tuple(map(cell, row)) for row in rows), where="表格1")


def read(*items: str | SourceItem) -> Recognised:
    return recognise(Source(tuple(line(item) if isinstance(item, str) else item for item in items)))


def entries(report: Report) -> tuple[list[Problem], list[Measure]]:
    found = [entry for section in report.sections for entry in tree.entries(section)]
    return [one for one in found if isinstance(one, Problem)], [one for one in found if isinstance(one, Measure)]


def tables(report: Report) -> int:
    return sum(isinstance(node, Table) for node in tree.walk(report))


def lawful(report: Report) -> bool:
    """Ids differ, fields stand where they may, links lead to problems that are there."""
    ids = [node.id for node in tree.walk(report)]
    problems, measures = entries(report)
    fields = all(part.field in PROBLEM_FIELDS for one in problems for part in one.parts)
    fields = fields and all(part.field in MEASURE_FIELDS for one in measures for part in one.parts)
    known = {one.id for one in problems}
    return len(ids) == len(set(ids)) and fields and all(set(one.answers) <= known for one in measures)


REPORT = ("某社区整改情况报告", "一、组织情况", "社区党总支高度重视，成立了专班，逐条研究。", "二、存在的问题", "具体见下表：")


def test_a_ledger_becomes_problems_and_measures_with_people_and_links() -> None:
    found = read(*REPORT, table(HEADS, *ROWS), "特此报告。", "某某社区", "2023年12月8日")
    problems, measures = entries(found.report)
    assert [(one.heading.label, one.heading.text) for one in problems] == [("1.", "学习不够深入"), ("2.", "上门服务不多")]
    assert [one.parts[0].blocks[0].text for one in problems[:1]] == ["学用结合不紧。"]  # type: ignore[union-attr]
    assert [one.answers for one in measures] == [(problem.id,) for problem in problems]
    first = measures[0]
    said = [first.detail(name) for name in ("leader", "department", "person", "deadline")]
    assert said == ["张三", "党建办", "李四", "2023年6月"]
    assert [(part.field, part.lead_in) for part in first.parts] == [("action", ""), ("outcome", "完成情况：")]
    assert tables(found.report) == 0
    assert roles(found.report)[-3:] == ["closing", "signature", "date"]
    assert [(at, left.text) for at, left in found.left] == [(5, "　".join(HEADS))]
    assert found.verdicts[5].role == "ledger"
    assert "2 条问题、2 条措施" in found.notes[0]
    assert lawful(found.report)


def test_a_cell_over_several_rows_is_one_problem_with_several_measures_or_one_measure_for_several_problems() -> None:
    rows = (
        tuple(map(cell, HEADS[:4])),
        (cell("1", down=2), cell("学习不够", down=2), cell("定计划"), cell("张三", down=3)),
        (cell("常督促", down=2),),
        (cell("2"), cell("服务不多")),
    )
    problems, measures = entries(read("某社区问题清单", SourceTable(rows)).report)
    assert [one.heading.text for one in problems] == ["学习不够", "服务不多"]
    assert [one.answers for one in measures] == [(problems[0].id,), (problems[0].id, problems[1].id)]
    assert [one.detail("leader") for one in measures] == ["张三", "张三"]


def test_aspects_come_from_a_column_or_from_rows_of_their_own() -> None:
    by_column = table(("序号", "类别", "问题"), ("1", "党建", "甲不够"), ("2", "党建", "乙不够"), ("3", "民生", "丙不够"))
    by_row = table(("序号", "问题", "责任人"), ("一", "党建方面", ""), ("1", "甲不够", "张三"), ("二", "民生方面", ""), ("2", "乙不够", ""))
    shapes = []
    for one in (by_column, by_row):
        (section,) = (section for section in read("某社区问题清单", one).report.sections if section.kind == "problems")
        shapes.append([(group.heading.label + group.heading.text, len(group.entries)) for group in section.groups if group.heading])
    assert shapes == [[("党建", 2), ("民生", 1)], [("一、党建方面", 1), ("二、民生方面", 1)]]


def test_a_heading_over_two_columns_gives_way_to_those_below_it() -> None:
    rows = (
        (cell("序号", down=2), cell("问题", down=2), cell("责任分工", across=2)),
        (cell("责任领导"), cell("责任人")),
        tuple(map(cell, ("1", "学习不够", "张三", "李四"))),
    )
    _, (measure,) = entries(read("某社区问题清单", SourceTable(rows)).report)
    assert (measure.detail("leader"), measure.detail("person")) == ("张三", "李四")


@pytest.mark.parametrize(
    "text",
    [
        ("二、存在的问题", "1.学习不够深入。学用结合不紧。", "2.上门服务不多。居民有意见。"),
        ("二、整改情况", "关于学习不够深入的问题，已经改好；关于上门服务不多的问题，正在改。"),
    ],
)
def test_what_the_text_tells_already_is_not_told_twice(text: tuple[str, ...]) -> None:
    found = read("某社区整改情况报告", "一、组织情况", "成立了专班。", *text, "2023年12月8日", "附件", "问题整改台账", table(HEADS, *ROWS))
    assert tables(found.report) == 1
    assert not found.ledgers


def test_a_ledger_behind_the_date_is_read_where_the_text_lacks_it() -> None:
    found = read("某社区情况报告", "整改情况见附件，请审阅。", "某某社区", "2023年12月8日", "附件", "问题整改台账", table(HEADS, *ROWS))
    problems, measures = entries(found.report)
    assert (len(problems), len(measures)) == (2, 2)
    assert [one.text for one in found.report.attachments[0].title] == ["问题整改台账"]


@pytest.mark.parametrize(
    "rows",
    [
        (("序号", "姓名", "电话"), ("1", "张三", "123")),
        (("序号", "工作任务", "责任人", "完成时限"), ("1", "走访", "张三", "六月")),
        (("问题", "解答", "提问人", "时间"), ("怎么办证", "到大厅办", "张三", "六月")),
        (("序号", "问题", "整改措施"),),
        (("", ""), ("", "")),
    ],
)
def test_other_tables_stay_tables(rows: tuple[tuple[str, ...], ...]) -> None:
    found = read("某社区工作情况", "一、工作", "见下表。", table(*rows))
    assert tables(found.report) == 1
    assert not found.ledgers


def test_the_user_keeps_a_table_or_has_it_read() -> None:
    source = Source((*map(line, REPORT), table(HEADS, *ROWS)))
    for word in (Correction("table"), Correction(whole=True)):
        assert tables(recognise(source, (), {5: word}).report) == 1
    told = Source((*map(line, (*REPORT[:4], "1.学习不够深入。学用结合不紧。")), table(HEADS, *ROWS)))
    assert tables(recognise(told).report) == 1
    assert tables(recognise(told, (), {5: Correction("ledger")}).report) == 0


def test_lines_and_nodes_stay_linked_around_a_ledger() -> None:
    found = read(*REPORT, table(HEADS, *ROWS), "特此报告。")
    nodes = nodes_of(found)
    assert sorted(nodes) == list(range(7))
    assert isinstance(tree.find(found.report, nodes[5]), Problem)


WORDS = st.text("学习服务不够一二三1、。：；.（） \n", max_size=12)
COLUMNS = st.lists(
    st.sampled_from("序号 问题 类别 具体表现 原因分析 来源 类型 整改目标 整改措施 责任人 整改时限 完成情况 销号日期 备注 说明".split()),
    min_size=2,
    max_size=8,
)


@given(COLUMNS, st.data())
def test_no_word_of_a_ledger_is_lost(heads: list[str], data: st.DataObject) -> None:
    rows = [tuple(map(cell, heads))]
    for _ in range(data.draw(st.integers(1, 5))):
        down = st.sampled_from((1, 1, 1, 2, 3))
        rows.append(tuple(cell(data.draw(WORDS), 1, data.draw(down)) for _ in heads))
    given_table = SourceTable(tuple(rows))
    found = read("某社区问题清单", given_table)
    assert lawful(found.report)
    wanted = Counter(squeezed("".join(p.label + p.text for row in rows for one in row for p in one.paragraphs)))
    told = report_text(found.report) + "".join(left.text for left in found.report.left_out)
    for entry in (*entries(found.report)[0], *entries(found.report)[1]):
        told += entry.source + entry.kind if isinstance(entry, Problem) else entry.closed_on
    assert wanted - Counter(squeezed(told)) == Counter()
    assert found.ledgers or tables(found.report) == 1
