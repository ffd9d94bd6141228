"""What a new report and its new members begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.formats.templates import load_template
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import DetailFrame, Heading, Measure, Paragraph, Part, Problem, Report
from huibao.model.starting import (
    new_detail,
    new_entry,
    new_group,
    new_measure,
    new_part,
    new_problem,
    new_section,
    place_for,
    start,
)
from huibao.model.template import FieldTemplate, SectionTemplate, Template

IDS = ["community-annual", "duty-report", "rectification", "self-examination", "work-summary"]
TEMPLATE = Template(
    id="t",
    name="样式",
    title="【单位】{year}年总结和{next_year}年计划",
    profile="p",
    sections=(
        SectionTemplate("work", "{year}年工作", "narrative"),
        SectionTemplate("extra", "附带", "narrative", required=False),
        SectionTemplate("problems", "问题", "problems", intro="有：", least_entries=3, aspects=("甲方面", "乙方面")),
        SectionTemplate("measures", "{next_year}年措施", "measures", least_entries=2),
    ),
    front=(
        FieldTemplate("title", "标题"),
        FieldTemplate("recipient", "主送", shown=False),
        FieldTemplate("lead", "导语"),
    ),
    end=(FieldTemplate("closing", "结语", text="特此报告。"), FieldTemplate("signature", "署名")),
    problem=(
        FieldTemplate("headline", "问题"),
        FieldTemplate("manifestation", "表现"),
        FieldTemplate("cause", "原因", lead_in="原因是", own_paragraph=True),
        FieldTemplate("source", "来源"),
    ),
    measure=(
        FieldTemplate("action", "措施"),
        FieldTemplate("outcome", "结果", shown=False),
        FieldTemplate("person", "责任人", lead_in="责任人："),
        FieldTemplate("deadline", "时限", shown=False),
    ),
    frame=DetailFrame("【", "、", "】"),
)


@pytest.fixture(params=IDS)
def shipped(request: pytest.FixtureRequest, resources: Path) -> Template:
    return load_template(resources / "templates" / f"{request.param}.toml")


def ids(report: Report) -> Iterator[str]:
    for part in (*report.front, *report.end):
        yield from part_ids(part)
    for section in report.sections:
        yield section.id
        yield from (block.id for block in section.blocks)
        for group in section.groups:
            yield group.id
            yield from (block.id for block in group.blocks)
            for entry in group.entries:
                yield entry.id
                for part in entry.parts:
                    yield from part_ids(part)


def part_ids(part: Part) -> Iterator[str]:
    yield part.id
    yield from (block.id for block in part.blocks)


def test_a_new_report_has_the_template_written_out() -> None:
    report = start(TEMPLATE, 2024)
    assert printed(manuscript(report)).splitlines() == [
        "【单位】2024年总结和2025年计划",
        "一、2024年工作",
        "二、问题",
        "有：",
        "（一）甲方面",
        "1.",
        "2.",
        "（二）乙方面",
        "1.",
        "三、2025年措施",
        "1.",
        "2.",
        "特此报告。",
    ]
    assert (report.template, report.profile, report.detached) == ("t", "p", False)
    assert [section.key for section in report.sections] == ["work", "problems", "measures"]
    assert [part.field for part in report.front] == ["title", "lead"]
    assert [part.field for part in report.end] == ["closing", "signature"]


def test_a_new_report_can_be_typed_into_everywhere(shipped: Template) -> None:
    report = start(shipped, 2024)
    for part in (*report.front, *report.end):
        assert len(part.blocks) == 1
        assert isinstance(part.blocks[0], Paragraph)
    for section in report.sections:
        assert section.blocks or section.groups
        for group in section.groups:
            assert group.blocks if section.kind == "narrative" else group.entries


def test_a_new_report_keeps_the_promises_of_its_template(shipped: Template) -> None:
    report = start(shipped, 2024)
    assert [section.key for section in report.sections] == [item.key for item in shipped.sections if item.required]
    for section in report.sections:
        known = shipped.section(section.key)
        assert known is not None
        assert section.kind == known.kind
        assert sum(len(group.entries) for group in section.groups) >= known.least_entries
    assert "{" not in printed(manuscript(report))
    assert len(set(ids(report))) == len(list(ids(report)))


@given(least=st.integers(0, 9), aspects=st.integers(0, 5), kind=st.sampled_from(["problems", "measures"]))
def test_least_entries_are_dealt_out_evenly_and_numbered_from_one(least: int, aspects: int, kind: str) -> None:
    known = SectionTemplate("k", "标题", kind, least_entries=least, aspects=tuple("甲乙丙丁戊"[:aspects]))  # type: ignore[arg-type]
    section = new_section(TEMPLATE, known, 2024, 1)
    counts = [len(group.entries) for group in section.groups]
    assert sum(counts) == least
    assert max(counts, default=0) - min(counts, default=0) <= 1
    assert len(counts) == (aspects or min(least, 1))
    for group in section.groups:
        assert [entry.heading.label for entry in group.entries] == [f"{n}." for n in range(1, len(group.entries) + 1)]


def test_a_new_problem_has_the_shown_fields_and_no_number_yet() -> None:
    problem = new_problem(TEMPLATE)
    assert problem.heading == Heading((), "", 3, headline_end="。", run_in=True)
    assert [(part.field, part.lead_in, part.own_paragraph) for part in problem.parts] == [
        ("manifestation", "", False),
        ("cause", "原因是", True),
    ]
    assert all(len(part.blocks) == 1 for part in problem.parts)


def test_a_new_measure_has_the_shown_details_and_the_words_around_them() -> None:
    measure = new_measure(TEMPLATE, "2.")
    assert measure.heading.label == "2."
    assert [part.field for part in measure.parts] == ["action"]
    assert [(detail.field, detail.value, detail.lead_in) for detail in measure.details] == [("person", "", "责任人：")]
    assert measure.frame == DetailFrame("【", "、", "】")


def test_without_a_template_there_is_one_field_to_write_in() -> None:
    assert [part.field for part in new_problem(None).parts] == ["manifestation"]
    assert [part.field for part in new_measure(None).parts] == ["action"]
    assert not new_measure(None).details
    assert not new_part(None, "problem", "manifestation").own_paragraph
    assert new_part(None, "problem", "cause").own_paragraph
    assert new_part(None, "front", "lead").own_paragraph
    assert new_detail(None, "person", "张三").lead_in == ""


def test_the_entry_fits_the_section() -> None:
    assert isinstance(new_entry(TEMPLATE, "problems"), Problem)
    assert isinstance(new_entry(TEMPLATE, "measures"), Measure)
    with pytest.raises(ValueError, match="narrative"):
        new_entry(TEMPLATE, "narrative")


def test_a_field_added_later_gets_its_lead_in() -> None:
    assert new_part(TEMPLATE, "problem", "cause").lead_in == "原因是"
    assert new_detail(TEMPLATE, "person").lead_in == "责任人："


def test_a_new_group_awaits_its_heading() -> None:
    assert new_group(3).heading == Heading((), "", 3)


@pytest.mark.parametrize(
    ("present", "field", "place"),
    [
        ((), "cause", 0),
        (("manifestation",), "cause", 1),
        (("cause",), "manifestation", 0),
        (("manifestation", "body"), "cause", 1),
        (("manifestation", "manifestation"), "manifestation", 2),
        (("body",), "body", 1),
    ],
)
def test_a_field_added_later_stands_where_the_template_has_it(present: tuple[str, ...], field: str, place: int) -> None:
    assert place_for(TEMPLATE, "problem", present, field) == place
    assert place_for(None, "problem", present, field) == len(present)
