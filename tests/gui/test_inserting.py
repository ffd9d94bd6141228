"""What is inserted from the menu, and where a click on a page puts the cursor."""

from typing import Any

import pytest

from huibao.gui.desk import Desk
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.pages.live import LivePages
from huibao.gui.table_commands import COMMANDS
from huibao.model import tree
from huibao.model.report import Report, Table
from huibao.services.documents import Opened

TABLE = [f"table_{name}" for name, _ in COMMANDS if name]


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


def table(desk: Desk) -> Table:
    (found,) = [node for node in tree.walk(desk.session.report) if isinstance(node, Table)]
    return found


def test_a_click_on_a_page_leads_to_the_very_character(shown: MainWindow) -> None:
    live: Any = shown.findChild(LivePages)
    view: Any = shown.findChild(TextView)
    live.spot_chosen.emit("p3mp", 4)
    assert shown.editor.current_node() == "p3"
    assert (view.current()[1].node, view.offset()) == ("p3mp", 4)
    live.spot_chosen.emit("p3", 1 << 20)  # behind its headline
    assert (view.current()[1].node, view.offset()) == ("p3", len("问题p3"))


def test_commands_of_a_table_are_offered_only_in_one(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    shown.editor.show_node("s1p")
    assert [name for name in TABLE if shown.action(name).isEnabled()] == []
    shown.editor.structure.insert_table(2, 3)
    assert shown.editor.in_table()
    assert [name for name in TABLE if not shown.action(name).isEnabled()] == []
    shown.action("table_row_below").trigger()
    assert len(table(desk).rows) == 3
    shown.action("table_drop_column").trigger()
    assert len(table(desk).rows[0]) == 2
    shown.action("table_drop_table").trigger()
    assert not shown.editor.in_table()
    assert [name for name in TABLE if shown.action(name).isEnabled()] == []


def test_an_attachment_is_added_at_the_end_and_its_name_can_be_typed(shown: MainWindow, desk: Desk) -> None:
    shown.editor.show_node("s1p")
    shown.action("insert_attachment").trigger()
    (added,) = desk.session.report.attachments
    view: Any = shown.findChild(TextView)
    assert view.current()[1].node in tree.ids(added)
    desk.session.undo()
    assert desk.session.report.attachments == ()
