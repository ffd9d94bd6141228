"""A monkey at the editor: whatever is pressed, the document shows the report, and undo leads back to the very first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.editor.monkey import Monkey, check

from huibao.gui.editor.editor import EditorPane
from huibao.model.report import Report
from huibao.services.documents import open_document
from huibao.services.library import Library
from huibao.services.session import Session

LONG = os.environ.get("HUIBAO_LONG") == "1"


@pytest.mark.parametrize("seed", range(40 if LONG else 3))
def test_whatever_is_pressed_the_document_shows_the_report_and_undo_leads_back(
    qtbot: QtBot, sample: Path, resources: Path, seed: int, tmp_path: Path
) -> None:
    library = Library(resources, tmp_path)
    opened = open_document(sample, library)
    session = Session(Report())
    session.load(opened.report, dict(opened.media), template=library.template("community-annual"))
    pane = EditorPane(session)
    qtbot.addWidget(pane)
    pane.resize(900, 700)
    pane.show()
    monkey = Monkey(pane, session, seed)
    for _ in range(400 if LONG else 150):
        monkey.act()
        check(monkey.view, session, monkey.log)
    last = session.report
    done = len(session.done)
    while session.done:
        session.undo()
        check(monkey.view, session, ["undo"])
    assert session.report == opened.report
    for _ in range(done):
        session.redo()
    assert session.report == last
