"""A unit's reports as lines over the years: what came back, what was never closed."""

from dataclasses import replace

from hypothesis import given
from tests.model.strategies import reports
from tests.yearly.test_tracing import problem, report

from huibao.model.report import Group, Heading, Paragraph, Part, Problem, Report, Section, StatusEntry, new_id, runs
from huibao.yearly import history, history_sheet


def of(year: int, *problems: Problem, settled: tuple[Problem, ...] = ()) -> Report:
    found = report(problems, ())
    title = Part(new_id(), "title", (Paragraph(new_id(), runs(f"幸福社区{year}年工作总结")),))
    groups = tuple(Group(new_id(), entries=(one,)) for one in settled)
    account = Section(new_id(), "measures", Heading(runs("上年度问题整改情况"), "一、"), groups=groups)
    return replace(found, front=(title,), sections=(account, *found.sections))


def states(lines: tuple[object, ...]) -> list[tuple[str, list[str]]]:
    return [(line.headline, [cell.state for cell in line.years]) for line in lines]  # type: ignore[attr-defined]


def test_a_problem_is_followed_by_its_id_whatever_it_is_called() -> None:
    lines = history([of(2022, problem("p", "学习不够深入")), of(2023, problem("p", "作风不实", "完全是另一回事。"))])
    assert states(lines) == [("作风不实", ["new", "open"])]
    assert lines[0].never_closed
    assert lines[0].first_year == 2022


def test_a_problem_typed_anew_is_known_by_its_headline_or_by_likeness() -> None:
    lines = history(
        [
            of(2022, problem("a", "学习不够深入", "甲。"), problem("b", "走访居民不够经常", "乙。")),
            of(2023, problem("c", "走访居民还不够经常", "丙。"), problem("d", "学习不够深入", "丁。")),
        ]
    )
    assert states(lines) == [("学习不够深入", ["new", "open"]), ("走访居民还不够经常", ["new", "open"])]


def test_what_was_closed_and_came_back_is_said() -> None:
    done = problem("p", statuses=(StatusEntry(2023, "已完成"),))
    lines = history([of(2022, problem("p")), of(2023, settled=(done,)), of(2024), of(2025, problem("p"))])
    assert states(lines) == [("学习不够深入", ["new", "closed", "absent", "back"])]
    assert lines[0].came_back
    assert not lines[0].never_closed


def test_years_without_a_report_are_known_by_statuses() -> None:
    statuses = (StatusEntry(2021, "未完成"), StatusEntry(2022, "已完成"))
    lines = history([of(2024, problem("p", first_year=2020, statuses=statuses))])
    assert states(lines) == [("学习不够深入", ["open", "closed", "back"])]
    assert lines[0].first_year == 2020


def test_a_problem_of_one_year_alone_was_not_never_closed() -> None:
    (line,) = history([of(2023, problem("p"))])
    assert not line.never_closed
    (gone,) = history([of(2023, problem("p")), of(2024)])
    assert [cell.state for cell in gone.years] == ["new", "absent"]
    assert not gone.never_closed


def test_the_sheet_has_a_column_for_each_year() -> None:
    done = problem("p", statuses=(StatusEntry(2023, "已完成"),))
    sheet = history_sheet(history([of(2024, problem("p")), of(2022, problem("p")), of(2023, settled=(done,))]))
    assert sheet.columns == ("序号", "问题", "首次出现年份", "2022年", "2023年", "2024年", "说明")
    assert sheet.rows == (("1", "学习不够深入", "2022", "首次提出", "已解决", "再次出现", "屡改屡犯"),)
    assert len(sheet.widths) == len(sheet.columns)
    assert history_sheet(()).rows == ()


def test_two_alike_problems_of_one_year_are_two_lines() -> None:
    lines = history([of(2022, problem("a"), problem("b")), of(2023, problem("c"))])
    assert sorted(states(lines)) == [("学习不够深入", ["new", "absent"]), ("学习不够深入", ["new", "open"])]


@given(reports(), reports())
def test_every_problem_of_every_year_is_in_just_one_line(first: Report, second: Report) -> None:
    from huibao.model import tree

    def titled(found: Report, year: int) -> Report:
        return replace(found, front=of(year).front)

    found = [titled(first, 2022), titled(second, 2023)]
    lines = history(found)
    nodes = [cell.node for line in lines for cell in line.years if cell.node]
    expected = [e.id for one in found for e in tree.entries(one) if isinstance(e, Problem)]
    assert sorted(nodes) == sorted(expected)
    assert len({len(line.years) for line in lines}) <= 1
