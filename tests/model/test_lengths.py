"""The length of sections beside the template's wish."""

import pytest

from huibao.model.lengths import Length, section_lengths
from huibao.model.report import Heading, Paragraph, Report, Section, runs
from huibao.model.template import SectionTemplate, Template

TEMPLATE = Template("t", "模板", sections=(SectionTemplate("work", "工作", "narrative", target_characters=100),))


def lengths(text: str) -> Length:
    section = Section("s", "narrative", Heading(runs("工作"), "一、"), (Paragraph("p", runs(text)),), key="work")
    return section_lengths(Report(sections=(section,)), TEMPLATE)["s"]


@pytest.mark.parametrize(
    ("characters", "short", "over"), [(79, 21, 0), (80, 0, 0), (100, 0, 0), (120, 0, 0), (121, 0, 21)]
)
def test_about_as_long_is_as_wished(characters: int, short: int, over: int) -> None:
    held = lengths("字" * (characters - 4))  # 一、工作
    assert (held.characters, held.short, held.over) == (characters, short, over)


def test_a_section_that_is_not_begun_is_not_short() -> None:
    assert lengths("") == Length(4, 100, begun=False)
    assert lengths("").short == 0


def test_without_a_wish_nothing_is_short_or_over() -> None:
    assert (Length(5).short, Length(5000).over) == (0, 0)
    section = Section("s", "narrative", Heading(runs("工作"), "一、"), key="other")
    assert section_lengths(Report(sections=(section,)), TEMPLATE)["s"].target == 0
    assert section_lengths(Report(sections=(section,)), None)["s"].target == 0
