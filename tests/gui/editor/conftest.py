"""A small report with an editor on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.text_view import TextView
from huibao.model.report import (
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    runs,
)
from huibao.model.template import Template
from huibao.services.library import Library
from huibao.services.session import Session


def _problem(number: int) -> Problem:
    heading = Heading(runs(f"问题{number}"), f"{number}.", 3, True, "。", True)
    text = Paragraph(f"m{number}", runs(f"第{number}条表现。再一句。"))
    return Problem(f"p{number}", heading, (Part(f"pm{number}", "manifestation", (text,), "", False),))


def _measure(number: int) -> Measure:
    heading = Heading(runs(f"措施{number}"), f"{number}.", 3, True, "。", True)
    text = Paragraph(f"a{number}", runs(f"第{number}条做法。"))
    return Measure(f"q{number}", heading, (Part(f"pa{number}", "action", (text,), "", False),))


@pytest.fixture
def report() -> Report:
    """Three sections: narrative with two paragraphs, two problems in a group, two measures in a group."""
    work = Section("s1", "narrative", Heading(runs("主要工作"), "一、"), (Paragraph("n1", runs("甲乙丙")), Paragraph("n2", runs("丁"))))
    problems = Group("g1", Heading(runs("学习方面"), "（一）", 2), (), (_problem(1), _problem(2)))
    measures = Group("g2", Heading(runs("加强学习"), "（一）", 2), (), (_measure(1), _measure(2)))
    return Report(
        "r",
        (Part("t", "title", (Paragraph("t1", runs("社区总结")),)),),
        (
            work,
            Section("s2", "problems", Heading(runs("存在问题"), "二、"), (), (problems,)),
            Section("s3", "measures", Heading(runs("改进措施"), "三、"), (), (measures,)),
        ),
        (Part("c", "closing", (Paragraph("c1", runs("特此报告。")),)),),
    )


@pytest.fixture
def template(resources: Path, tmp_path: Path) -> Template:
    """The template of a community's annual report."""
    found = Library(resources, tmp_path).template("community-annual")
    assert found is not None
    return found


@pytest.fixture
def session(report: Report, template: Template) -> Session:
    """A session on the small report."""
    made = Session(Report())
    made.load(report, template=template)
    return made


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> EditorPane:
    """An editor on the session, shown."""
    made = EditorPane(session)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def view(pane: EditorPane) -> TextView:
    """The editor's text."""
    found = pane.findChild(TextView)
    assert isinstance(found, TextView)
    return found


@pytest.fixture
def texts(view: TextView) -> Callable[[], list[str]]:
    """The texts of all rows shown, numbers before them."""
    return lambda: [row.number + row.text for row in view.sheet.rows]
