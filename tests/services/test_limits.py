"""How long a report may be."""

import pytest

from huibao.model.report import Limit, Report
from huibao.model.template import Template
from huibao.services.limits import limit_in_force, limit_of

TEMPLATE = Template("t", "述职报告", limit_pages=4, limit_characters=2000)


def test_a_report_has_the_limit_of_its_template_until_its_writer_sets_another() -> None:
    assert limit_in_force(Report(), None) == Limit() == limit_of(None)
    assert limit_in_force(Report(), TEMPLATE) == Limit(4, 2000)
    assert limit_in_force(Report(limit=Limit(6)), TEMPLATE) == Limit(6, 0)


def test_no_limit_set_by_the_writer_lifts_that_of_the_template() -> None:
    assert limit_in_force(Report(limit=Limit()), TEMPLATE) == Limit()


@pytest.mark.parametrize(
    ("limit", "pages", "characters", "over"),
    [(Limit(), 99, 9999, (0, 0)), (Limit(6, 3000), 6, 3000, (0, 0)), (Limit(6, 3000), 7, 3120, (1, 120))],
)
def test_what_is_over_is_counted(limit: Limit, pages: int, characters: int, over: tuple[int, int]) -> None:
    assert (limit.pages_over(pages), limit.characters_over(characters)) == over
