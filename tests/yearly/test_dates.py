"""Years and dates as they are written."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.yearly.revisions import report_of

from huibao.model.report import Paragraph, Part, Report, new_id, runs
from huibao.yearly.dates import with_years_moved, year_mentions, year_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年以来", [("2023年", 2023, 0)]),
        ("2023 年 12 月 8 日", [("2023 年 12 月 8 日", 2023, 0)]),
        ("二〇二三年十二月八日", [("二〇二三年十二月八日", 2023, 0)]),
        ("二○一九年", [("二○一九年", 2019, 0)]),
        ("时间：2023.12.8", [("2023.12.8", 2023, 0)]),
        ("2023-12-08", [("2023-12-08", 2023, 0)]),
        ("２０２３年", [("２０２３年", 2023, 0)]),
        ("20２３年", [("20２３年", 2023, 0)]),
        ("2023年度", [("2023年度", 2023, 0)]),
        ("2021—2023年", [("2021—2023年", 2023, 2021)]),
        ("2021年至2023年", [("2021年至2023年", 2023, 2021)]),
        ("从2019年到2023年底", [("2019年到2023年", 2023, 2019)]),
        ("共2023户，电话82023456", []),
        ("2023年工作总结和2024年计划", [("2023年", 2023, 0), ("2024年", 2024, 0)]),
        ("国发〔2023〕5号", []),
        ("一二三四", []),
    ],
)
def test_years_are_found_where_they_are_years(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(text[one.start : one.end], one.year, one.first) for one in year_mentions(text)] == found


@given(st.text("20年月日一二三〇 .-至0123２０３٣", max_size=25))
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    mentions = year_mentions(text)
    assert all(one.start < one.stop <= one.end <= len(text) for one in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))
    assert with_years_moved(text, 0, 0) == text


def test_years_move_in_their_own_figures_and_nothing_else_does() -> None:
    assert with_years_moved("2023年工作总结和2024年工作计划", 1, 2023) == "2024年工作总结和2025年工作计划"
    assert with_years_moved("２０２３年", 1, 2023) == "２０２４年"
    assert with_years_moved("二○二三年十二月八日", 1, 2023) == "二○二四年十二月八日"
    assert with_years_moved("2019年以来到2023年12月8日", 1, 2023) == "2019年以来到2024年12月8日"


def dated(date: str, title: str = "") -> Report:
    report = report_of(["开展工作。"], title)
    return replace(report, end=(Part(new_id(), "date", (Paragraph(new_id(), runs(date)),)),))


@pytest.mark.parametrize(
    ("report", "year"),
    [
        (dated("2024年1月5日", "社区2023年工作总结"), 2023),
        (dated("2023年12月5日"), 2023),
        (dated("2024年1月5日"), 2023),
        (dated("2024年12月5日"), 2024),
        (dated("二〇二四年一月五日"), 2023),
        (dated("", "社区2023年工作总结和2024年工作计划"), 2023),
        (dated("", "社区2021—2023年工作总结"), 2023),
        (dated(""), 0),
    ],
)
def test_the_year_of_a_report(report: Report, year: int) -> None:
    assert year_of(report) == year
