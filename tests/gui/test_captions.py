"""Pictures and their captions, as keys write them, pages print them and Word keeps them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from huibao.formats import native
from huibao.formats.docx.writer import write_docx
from huibao.formats.reading import read
from huibao.gui.desk import Desk
from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.picture_bytes import png
from huibao.layout import Fonts, compose
from huibao.layout.blocks import PictureBlock
from huibao.model import tree
from huibao.model.finding import Search, matches
from huibao.model.manuscript import manuscript, printed
from huibao.model.profile import Profile
from huibao.model.report import Paragraph, Picture, Report, plain
from huibao.recognise import recognise
from huibao.services.documents import Opened
from huibao.services.library import Library

Key = Qt.Key


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


@pytest.fixture
def view(shown: MainWindow) -> Any:
    found = shown.findChild(TextView)
    assert found is not None
    found.setFocus()
    return found


def image() -> bytes:
    made = QImage(120, 60, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.red)
    return png(made)


def picture(desk: Desk) -> Picture:
    (found,) = [node for node in tree.walk(desk.session.report) if isinstance(node, Picture)]
    return found


@pytest.fixture
def captioned(qtbot: Any, shown: MainWindow, view: Any, desk: Desk) -> Report:
    """A picture under the first paragraph, its caption typed at once."""
    shown.editor.show_place("s1p", 0)
    shown.editor.structure.insert_picture(image(), "png")
    qtbot.keyClicks(view, "Fig. 1")
    return desk.session.report


def test_the_caption_is_typed_right_under_the_picture(captioned: Report, desk: Desk, view: Any) -> None:
    assert [line.text for line in picture(desk).caption] == ["Fig. 1"]
    assert view.current()[1].look == "caption"
    while desk.session.done:
        desk.session.undo()
    assert not [node for node in tree.walk(desk.session.report) if isinstance(node, Picture)]


def test_enter_goes_on_below_the_picture(qtbot: Any, captioned: Report, desk: Desk, view: Any) -> None:
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClicks(view, "below")
    kinds = [type(block).__name__ for block in desk.session.report.sections[0].blocks]
    assert kinds == ["Paragraph", "Picture", "Paragraph"]
    last = desk.session.report.sections[0].blocks[2]
    assert isinstance(last, Paragraph)
    assert last.text == "below"
    view.place(Caret(picture(desk).id))
    qtbot.keyClick(view, Key.Key_Return)
    assert len(desk.session.report.sections[0].blocks) == 4


def test_an_empty_caption_is_no_part_of_the_report(shown: MainWindow, desk: Desk) -> None:
    shown.editor.show_place("s1p", 0)
    shown.editor.structure.insert_picture(image(), "png")
    assert picture(desk).caption == ()
    assert [item.role for item in manuscript(desk.session.report)].count("caption") == 0


def test_the_caption_is_printed_searched_and_counted(captioned: Report) -> None:
    items = manuscript(captioned)
    at = next(at for at, item in enumerate(items) if item.picture)
    assert items[at].keep_next
    assert (items[at + 1].role, items[at + 1].text, items[at + 1].align) == ("caption", "Fig. 1", "center")
    assert "Fig. 1\n" in printed(items)
    assert [match.found for match in matches(captioned, Search("fig"))] == ["Fig"]


def test_pages_print_it_centred_beneath_the_picture(captioned: Report, desk: Desk) -> None:
    profile = Profile()
    pages = compose(manuscript(captioned), profile, Fonts(profile), desk.session.media).pages
    (page,) = [page for page in pages if any(isinstance(s.block, PictureBlock) for s in page.slices)]
    at = next(at for at, s in enumerate(page.slices) if isinstance(s.block, PictureBlock))
    caption = page.slices[at + 1]
    assert caption.block.item.role == "caption"
    assert caption.block.lines[0].align == "center"
    assert caption.y > page.slices[at].y


def test_word_and_the_native_file_give_it_back(captioned: Report, desk: Desk, tmp_path: Path, resources: Path) -> None:
    profile = Library(resources, tmp_path).profile()
    data = write_docx(manuscript(captioned), profile, desk.session.media)
    (line,) = [p for p in docx.Document(BytesIO(data)).paragraphs if p.text == "Fig. 1"]
    assert line.style.name == "Caption"
    back = recognise(read(data, "docx")).report
    (found,) = [node for node in tree.walk(back) if isinstance(node, Picture)]
    assert [plain(line.runs) for line in found.caption] == ["Fig. 1"]
    again = native.load(native.dump(captioned, desk.session.media))
    assert again.report == captioned


def test_selecting_all_and_deleting_takes_picture_and_caption(qtbot: Any, captioned: Report, view: Any, desk: Desk) -> None:
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClicks(view, "below")
    view.selectAll()
    qtbot.keyClick(view, Key.Key_Delete)
    assert not [node for node in tree.walk(desk.session.report) if isinstance(node, Picture)]
    desk.session.undo()
    assert picture(desk).caption[0].text == "Fig. 1"


@pytest.mark.parametrize(
    ("node", "holder"),
    [("p1", "p1m"), ("p1mp", "p1m"), ("s2", "s2"), ("g1", "g1"), ("new:p1:cause", "cause"), ("new:r:lead", "lead")],
)
def test_a_picture_may_stand_in_any_field(shown: MainWindow, view: Any, desk: Desk, node: str, holder: str) -> None:
    desk.session.set_template(desk.library.template("community-annual"))
    if node.startswith("new:r"):
        shown.editor.show_node("front")
        node = f"new:{desk.session.report.id}:lead"
    else:
        shown.editor.show_node("s2")
    assert view.place(Caret(node))
    shown.editor.structure.insert_picture(image(), "png")
    parent = tree.parent_of(desk.session.report, picture(desk).id)
    assert holder in (parent.id, getattr(parent, "field", ""))


def test_in_a_cell_it_is_refused_with_a_reason(shown: MainWindow, view: Any, desk: Desk) -> None:
    said: list[str] = []
    shown.editor.refused.connect(said.append)
    shown.editor.show_place("s1p", 0)
    shown.editor.structure.insert_table(2, 2)
    shown.editor.structure.insert_picture(image(), "png")
    assert "单元格" in said[0]
    assert not [node for node in tree.walk(desk.session.report) if isinstance(node, Picture)]


def test_width_and_description_are_changed_as_one_step(
    monkeypatch: pytest.MonkeyPatch, captioned: Report, shown: MainWindow, desk: Desk
) -> None:
    from huibao.gui import edit_commands

    class Answered(edit_commands.PictureDialog):
        def exec(self) -> int:
            self._alt.setText("小广场")
            self._width.setValue(80)
            return 1

    monkeypatch.setattr(edit_commands, "PictureDialog", Answered)
    steps = len(desk.session.done)
    shown.action("picture").trigger()
    changed = picture(desk)
    assert (changed.alt, changed.width_mm, changed.height_mm) == ("小广场", 80, 40)
    assert len(desk.session.done) == steps + 1
