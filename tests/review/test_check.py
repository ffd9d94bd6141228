"""The whole review: what it says of our sample, of new reports, and that it never stumbles."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from tests.model.strategies import reports
from tests.review.build import from_truth

from huibao.formats.templates import load_template
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Report
from huibao.model.starting import start
from huibao.model.template import Template
from huibao.review import END, FRONT, check, missing

IDS = ["community-annual", "duty-report", "rectification", "self-examination", "work-summary"]


@pytest.fixture(params=IDS)
def shipped(request: pytest.FixtureRequest, resources: Path) -> Template:
    return load_template(resources / "templates" / f"{request.param}.toml")


def test_our_sample_is_built_as_its_truth_says(sample: Path) -> None:
    report = from_truth(sample)
    text = sample.read_text(encoding="utf-8").removesuffix("##paidend##\n")
    assert printed(manuscript(report)) == text
    assert [len(group.entries) for group in report.sections[1].groups] == [2, 2, 5]
    assert [len(group.entries) for group in report.sections[2].groups] == [1, 3, 1]
    assert 2300 <= len(text) <= 2600


def test_the_faults_of_our_sample_are_found(sample: Path) -> None:
    found = check(from_truth(sample), None)
    assert Counter(finding.rule for finding in found) == {
        "junk": 1,
        "cause-promised": 1,
        "heading-colon": 1,
        "problem-unanswered": 9,
        "measure-unassigned": 5,
    }
    places = {finding.rule: finding.where for finding in found if finding.rule in ("junk", "heading-colon")}
    assert places == {"junk": "二、（一）1.", "heading-colon": "二、（三）"}
    assert [finding.severity for finding in found] == sorted(
        (finding.severity for finding in found), key=["error", "warning", "hint"].index
    )


def test_a_new_report_lacks_what_has_to_be_written(shipped: Template) -> None:
    report = start(shipped, 2024)
    found = check(report, shipped)
    assert not {"section-missing", "section-order", "few-entries", "label-skips", "label-repeats"} & {
        finding.rule for finding in found
    }
    entries = sum(len(group.entries) for section in report.sections for group in section.groups)
    assert sum(finding.rule == "entry-incomplete" for finding in found) == entries
    lacking = missing(report, shipped)
    assert FRONT in lacking
    assert END in lacking
    assert {entry.id for section in report.sections for group in section.groups for entry in group.entries} <= lacking


def test_a_detached_report_is_held_against_no_template(shipped: Template) -> None:
    report = Report(detached=True)
    assert missing(report, shipped) == frozenset()
    assert [finding.rule for finding in check(report, shipped)] == ["report-empty"]


def test_without_a_template_nothing_is_required() -> None:
    assert missing(Report(), None) == frozenset()


@given(report=reports())
def test_every_finding_is_a_clear_sentence_about_a_place_in_the_report(report: Report) -> None:
    template = Template(id="t", name="t")
    for finding in check(report, template):
        assert finding.text.endswith("。")
        assert finding.rule
        assert finding.node
    assert {finding.node for finding in check(report, None)} >= missing(report, None)
