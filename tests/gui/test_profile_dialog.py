"""The dialog of format profiles: a copy is edited with the pages beside it; what is wrong is said at its field."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from huibao.gui.dialogs import profile_dialog
from huibao.gui.dialogs.profile_dialog import ProfileDialog
from huibao.gui.dialogs.profile_draft import misfits
from huibao.gui.dialogs.profile_faces import size_of, size_text
from huibao.gui.dialogs.profile_fields import number_of
from huibao.gui.pages.profile_preview import ProfilePreview
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Report
from huibao.services.library import Library
from huibao.services.profiles_store import is_own


@pytest.fixture
def library(resources: Path, tmp_path: Path) -> Library:
    return Library(resources, tmp_path / "data")


@pytest.fixture
def preview(qtbot: QtBot, report: Report) -> ProfilePreview:
    made = ProfilePreview(manuscript(report), {}, before=1)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, library: Library, preview: ProfilePreview) -> ProfileDialog:
    made = ProfileDialog(library, library.profile(), preview)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes said; none waits for a hand."""
    texts: list[str] = []
    monkeypatch.setattr(profile_dialog, "tell", lambda _parent, _title, text: texts.append(text))
    return texts


def retype(dialog: ProfileDialog, *keys: str, text: str) -> None:
    """Write ``text`` into the field in place of what stands there, key by key."""
    editor = dialog.field(*keys).editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    if text.isascii() and text:
        QTest.keyClicks(editor, text)
    else:  # what an input method commits, or nothing
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        editor.setText(text)
        editor.textEdited.emit(text)


def accept(dialog: ProfileDialog) -> Any:
    button = dialog._ok
    assert button.isEnabled()
    button.click()
    return dialog.result()


def test_an_unchanged_profile_is_chosen_and_nothing_is_written(dialog: ProfileDialog, library: Library) -> None:
    assert dialog._ok.text() == "套用"
    assert accept(dialog)
    assert dialog.chosen == library.profile()
    assert not library.own_folder.exists()


def test_another_shipped_profile_can_be_chosen(dialog: ProfileDialog, library: Library) -> None:
    dialog._box.setCurrentIndex(dialog._box.findData("gbt33476"))
    dialog._box.activated.emit(dialog._box.currentIndex())
    assert dialog.field("page", "top_mm").editor.text() == "34.58"  # type: ignore[attr-defined]
    accept(dialog)
    assert dialog.chosen.id == "gbt33476"


def test_what_is_changed_becomes_the_users_own_and_the_shipped_one_stays(
    dialog: ProfileDialog, library: Library, resources: Path
) -> None:
    before = (resources / "profiles" / "gbt9704.toml").read_bytes()
    retype(dialog, "page", "top_mm", text="30")
    assert dialog._ok.text() == "保存并套用"
    assert accept(dialog)
    assert dialog.chosen.top_mm == 30
    assert dialog.chosen.name == "本单位版式"
    assert is_own(dialog.chosen, library)
    assert library.profile("gbt9704").top_mm == 37
    assert (resources / "profiles" / "gbt9704.toml").read_bytes() == before


def test_an_own_profile_is_changed_in_place(qtbot: QtBot, dialog: ProfileDialog, library: Library) -> None:
    retype(dialog, "page", "top_mm", text="30")
    retype(dialog, "name", text="街道版式")
    accept(dialog)
    first = dialog.chosen
    again = ProfileDialog(library, first, ProfilePreview((), {}))
    qtbot.addWidget(again)
    retype(again, "page", "left_mm", text="27")
    accept(again)
    assert (again.chosen.id, again.chosen.name) == (first.id, "街道版式")
    assert (again.chosen.top_mm, again.chosen.left_mm) == (30, 27)
    assert len([profile for profile in library.profiles if is_own(profile, library)]) == 1


@pytest.mark.parametrize(
    ("keys", "text", "told"),
    [
        (("page", "top_mm"), "-3", "上边距应在 0 到 500 之间。"),
        (("page", "top_mm"), "", "上边距应当是数字。"),
        (("page", "left_mm"), "宽", "左边距应当是数字。"),
        (("grid", "lines"), "22.5", "每面行数应当是整数。"),
        (("grid", "pitch_pt"), "300", "行距应在 5 到 200 之间。"),
        (("page", "right_mm"), "180", "右边距太大，版心不足 20 毫米。"),
        (("page_number", "format"), "第页", "页码格式应当是带一个 {} 的文字。"),
        (("name",), "", "名称应当是文字，不能空着。"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(
    dialog: ProfileDialog, keys: tuple[str, ...], text: str, told: str
) -> None:
    retype(dialog, *keys, text=text)
    assert dialog.field(*keys).fault == told
    assert dialog.field(*keys).editor.text() == text  # type: ignore[attr-defined]
    assert not dialog._ok.isEnabled()
    assert misfits(dialog.draft.profile) == {}


def test_a_value_put_right_can_be_used(dialog: ProfileDialog) -> None:
    retype(dialog, "page", "top_mm", text="x")
    retype(dialog, "page", "top_mm", text="３６．５")  # full-width digits are digits
    assert dialog.field("page", "top_mm").fault == ""
    accept(dialog)
    assert dialog.chosen.top_mm == 36.5


def test_lines_and_pitch_go_together_until_the_pitch_is_typed(dialog: ProfileDialog) -> None:
    assert dialog._fill.isChecked()
    retype(dialog, "grid", "lines", text="24")
    assert dialog.draft.profile.pitch_pt == 26.55
    assert dialog.field("grid", "pitch_pt").editor.text() == "26.55"  # type: ignore[attr-defined]
    retype(dialog, "grid", "pitch_pt", text="30")
    assert not dialog._fill.isChecked()
    assert (dialog.draft.profile.pitch_pt, dialog.draft.profile.lines) == (30, 21)
    assert dialog.field("grid", "lines").editor.text() == "21"  # type: ignore[attr-defined]
    retype(dialog, "page", "bottom_mm", text="20")
    assert (dialog.draft.profile.pitch_pt, dialog.draft.profile.lines) == (30, 22)
    retype(dialog, "grid", "lines", text="24")
    assert (dialog.draft.profile.pitch_pt, dialog.draft.profile.lines) == (28.3, 24)
    retype(dialog, "grid", "character_spacing_pt", text="1")
    assert dialog.draft.profile.characters == 26
    dialog._fill.click()
    assert dialog.draft.profile.character_spacing_pt == 1


def test_levels_three_are_made_bold_together(dialog: ProfileDialog) -> None:
    dialog.faces.row("heading3").bold.click()
    accept(dialog)
    assert dialog.chosen.face("heading3").bold
    assert dialog.chosen.face("run_in3").bold
    assert not dialog.chosen.face("heading4").bold


def test_a_font_is_chosen_and_the_others_still_follow(dialog: ProfileDialog) -> None:
    row = dialog.faces.row("body")
    row.family.textActivated.emit("某仿宋")
    assert dialog.draft.profile.face("body").families[:2] == ("某仿宋", "仿宋")
    row.family.setFocus()
    row.family.lineEdit().setFocus()
    edit = dialog.faces.others
    edit.setText("甲体、乙体，甲体")
    edit.textEdited.emit(edit.text())
    role = dialog.faces._roles[0]
    assert dialog.draft.profile.face(role).families[1:] == ("甲体", "乙体")


def test_an_empty_font_or_a_size_that_is_none_is_refused(dialog: ProfileDialog) -> None:
    row = dialog.faces.row("body")
    row.family.lineEdit().textEdited.emit("")
    assert dialog.faces.fault == "“正文”的字体里有不是字体名称的。"
    assert not dialog._ok.isEnabled()
    row.family.lineEdit().textEdited.emit("仿宋")
    row.size.lineEdit().textEdited.emit("很大")
    assert dialog.faces.fault == "“正文”的字号应当是数字。"
    row.size.lineEdit().textEdited.emit("四号")
    assert dialog.faces.fault == ""
    assert dialog.draft.profile.face("body").size_pt == 14


@pytest.mark.parametrize(("text", "size"), [("三号 16", 16), ("三号", 16), ("三号 17", "三号 17"), ("15.5磅", 15.5)])
def test_sizes_have_names(text: str, size: object) -> None:
    assert size_of(text) == size


def test_sizes_are_shown_by_name() -> None:
    assert [size_text(size) for size in (22.0, 16.0, 15.5)] == ["二号 22", "三号 16", "15.5"]
    assert number_of("２２") == 22


def test_the_pages_beside_show_the_profile(qtbot: QtBot, dialog: ProfileDialog, preview: ProfilePreview) -> None:
    qtbot.waitUntil(lambda: preview.view.page_count == 1, timeout=3000)
    assert preview.said == "共 1 页"
    retype(dialog, "grid", "lines", text="4")
    qtbot.waitUntil(lambda: preview.view.page_count > 2, timeout=3000)
    assert preview.said == f"现在 1 页，改后 {preview.view.page_count} 页"


def test_an_own_profile_can_be_taken_away(
    dialog: ProfileDialog, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog._remove.isHidden()
    retype(dialog, "page", "top_mm", text="30")
    accept(dialog)
    again = ProfileDialog(library, dialog.chosen, ProfilePreview((), {}))
    qtbot.addWidget(again)
    again.show()
    answers = ["取消", "删除"]
    monkeypatch.setattr(profile_dialog, "ask", lambda *_a, **_k: answers.pop(0))
    again._remove.click()
    assert is_own(dialog.chosen, library)
    again._remove.click()
    assert not is_own(dialog.chosen, library)
    assert again.draft.base == library.profile()


def test_a_folder_that_cannot_be_written_is_said_and_the_dialog_stays(
    dialog: ProfileDialog, library: Library, said: list[str]
) -> None:
    library.own_folder.parent.mkdir(exist_ok=True)
    library.own_folder.write_text("in the way")
    retype(dialog, "page", "top_mm", text="30")
    dialog._ok.click()
    assert len(said) == 1
    assert dialog.isVisible()


def test_escape_changes_nothing(qtbot: QtBot, dialog: ProfileDialog, library: Library) -> None:
    retype(dialog, "page", "top_mm", text="30")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == 0
    assert dialog.chosen == library.profile()
    assert dialog._buttons.buttonRole(dialog._ok) == QDialogButtonBox.ButtonRole.AcceptRole


def test_bare_values_without_any_file_can_be_edited(qtbot: QtBot, tmp_path: Path) -> None:
    library = Library(tmp_path / "nothing", tmp_path / "data")
    made = ProfileDialog(library, Profile(), ProfilePreview((), {}))
    qtbot.addWidget(made)
    retype(made, "page", "top_mm", text="36")
    made.faces.row("body").family.textActivated.emit("仿宋")
    accept(made)
    assert made.chosen.face("body").families[0] == "仿宋"
