"""How long a report may be."""

from pathlib import Path

import pytest

from huibao.model.report import Report
from huibao.model.template import Template
from huibao.services.limits import Limit, Limits, limit_of
from huibao.services.settings import Settings

TEMPLATE = Template("t", "述职报告", limit_pages=4, limit_characters=2000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_a_report_has_the_limit_of_its_template_until_its_user_sets_another(file: Path) -> None:
    limits, report, other = Limits(Settings(file)), Report(), Report()
    assert limits.of(report, None) == Limit() == limit_of(None)
    assert limits.of(report, TEMPLATE) == Limit(4, 2000)
    limits.set(report, Limit(6))
    again = Limits(Settings(file))
    assert again.of(report, TEMPLATE) == again.own(report) == Limit(6, 0)
    assert again.of(other, TEMPLATE) == Limit(4, 2000)
    again.set(report, None)
    assert again.own(report) is None


def test_no_limit_set_by_the_user_lifts_that_of_the_template(file: Path) -> None:
    limits, report = Limits(Settings(file)), Report()
    limits.set(report, Limit())
    assert limits.of(report, TEMPLATE) == Limit()


@pytest.mark.parametrize(
    ("limit", "pages", "characters", "over"),
    [(Limit(), 99, 9999, (0, 0)), (Limit(6, 3000), 6, 3000, (0, 0)), (Limit(6, 3000), 7, 3120, (1, 120))],
)
def test_what_is_over_is_counted(limit: Limit, pages: int, characters: int, over: tuple[int, int]) -> None:
    assert (limit.pages_over(pages), limit.characters_over(characters)) == over


def test_settings_that_make_no_sense_are_passed_over(file: Path) -> None:
    settings = Settings(file)
    settings.set("limits", [["a", 1, 2], ["b", -1, 2], ["c"], "x", ["d", "1", 2]])
    limits = Limits(settings)
    assert limits.own(Report(id="a")) == Limit(1, 2)
    assert [limits.own(Report(id=name)) for name in "bcd"] == [None, None, None]


def test_limits_set_long_ago_are_forgotten(file: Path) -> None:
    limits = Limits(Settings(file))
    for number in range(305):
        limits.set(Report(id=str(number)), Limit(number + 1))
    assert limits.own(Report(id="0")) is None
    assert limits.own(Report(id="304")) == Limit(305)
