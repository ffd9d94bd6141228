"""The fonts of a profile: for each role its first choice, size and weight, and what follows where that is not installed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.gui.dialogs.profile_draft import Draft, Keys
from huibao.gui.dialogs.profile_fields import number_of

# What a user sees, and the profile's roles that look alike.
ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("标题", ("title",)),
    ("正文", ("body",)),
    ("一级 一、", ("heading1", "run_in1")),
    ("二级 （一）", ("heading2", "run_in2")),
    ("三级 1.", ("heading3", "run_in3")),
    ("四级 （1）", ("heading4", "run_in4")),
    ("附件字样", ("attachment_label",)),
    ("附件标题", ("attachment_title",)),
    ("表格", ("table",)),
    ("页码", ("page_number",)),
    ("西文数字", ("latin",)),
)
# 字号 by name (GB/T 9704-2012 names its sizes so), in pt.
SIZES = (
    *(("初号", 42.0), ("小初", 36.0), ("一号", 26.0), ("小一", 24.0), ("二号", 22.0), ("小二", 18.0), ("三号", 16.0)),
    *(("小三", 15.0), ("四号", 14.0), ("小四", 12.0), ("五号", 10.5), ("小五", 9.0)),
)
_LIST = re.compile(r"[、,，;；]\s*")


class FacesForm(QWidget):
    """``edited``: roles, what of their face (families, size_pt, bold), and the value as it was given."""

    edited = Signal(tuple, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[tuple[str, ...], _Row] = {}
        self._roles = ROLES[0][1]
        self._draft: Draft | None = None

        self._others = QLineEdit()
        self._others.setAccessibleName("备用字体")
        self._others.setToolTip("前一种没有安装，就用后一种")
        self._which = QLabel()
        self._fault = quiet_label("")
        self._fault.setStyleSheet(f"color: {theme.colours().error};")
        self._fault.hide()
        self._lay_out()
        self._others.textEdited.connect(self._on_others)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(theme.SPACE_XS)
        for at, (name, roles) in enumerate(ROLES):
            row = self._rows[roles] = _Row(name, roles)
            grid.addWidget(QLabel(name), at, 0)
            for column, widget in enumerate((row.family, row.size, row.bold), 1):
                grid.addWidget(widget, at, column)
                widget.installEventFilter(self)
            row.edited.connect(self._on_row)
        grid.setColumnStretch(1, 1)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(theme.SPACE_S)
        room.addLayout(grid)
        room.addWidget(self._fault)
        room.addWidget(self._which)
        room.addWidget(self._others)
        room.addStretch(1)

    @property
    def fault(self) -> str:
        """What is said to be wrong, "" when nothing is."""
        return "" if self._fault.isHidden() else self._fault.text()

    def row(self, role: str) -> _Row:
        """The row that holds ``role``."""
        return next(row for roles, row in self._rows.items() if role in roles)

    @property
    def others(self) -> QLineEdit:
        """The fonts that follow the first choice of the row that was entered last."""
        return self._others

    def show_draft(self, draft: Draft) -> None:
        """Bring the rows to what ``draft`` holds; what was refused stays, with the reason under the rows."""
        self._draft = draft
        for roles, row in self._rows.items():
            for name in ("families", "size_pt", "bold"):
                if ("faces", roles[0], name) not in draft.refused:
                    row.show(name, _held(draft, roles[0], name))
        said = next((self._sentence(keys, why) for keys, why in draft.faults.items() if keys[0] == "faces"), "")
        self._fault.setText(said)
        self._fault.setVisible(bool(said))
        self._show_others()

    def _sentence(self, keys: Keys, why: str) -> str:
        return f"“{self.row(keys[1]).name}”的{'字号' if keys[2] == 'size_pt' else '字体'}{why}。"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The fonts below are those of the row that is entered."""
        if event.type() == QEvent.Type.FocusIn:
            found = next(
                (roles for roles, row in self._rows.items() if watched in (row.family, row.size, row.bold)), None
            )
            if found is not None and found != self._roles:
                self._roles = found
                self._show_others()
        return False

    def _show_others(self) -> None:
        self._which.setText(f"“{self._rows[self._roles].name}”的备用字体，按先后用顿号隔开：")
        if self._draft is not None and not self._others.hasFocus():
            families = _held(self._draft, self._roles[0], "families")
            self._others.setText("、".join(families[1:]))
            self._others.setCursorPosition(0)

    def _on_row(self, roles: tuple[str, ...], name: str, value: object) -> None:
        if name == "families" and self._draft is not None:
            rest = [family for family in _held(self._draft, roles[0], "families")[1:] if family != value]
            value = [value, *rest]
        self.edited.emit(roles, name, value)

    def _on_others(self, text: str) -> None:
        if self._draft is not None:
            first = _held(self._draft, self._roles[0], "families")[0]
            rest = [family.strip() for family in _LIST.split(text) if family.strip()]
            self.edited.emit(
                self._roles, "families", [first, *dict.fromkeys(family for family in rest if family != first)]
            )


class _Row(QObject):
    """The editors of one row."""

    edited = Signal(tuple, str, object)

    def __init__(self, name: str, roles: tuple[str, ...]) -> None:
        super().__init__()
        self.name = name
        self.family, self.size, self.bold = _editable(f"{name} 字体"), _editable(f"{name} 字号"), QCheckBox("粗")
        self.family.setMinimumWidth(150)
        self.size.setFixedWidth(104)
        self.size.addItems([f"{word} {size:g}" for word, size in SIZES])
        self.bold.setAccessibleName(f"{name} 加粗")
        for widget in (self.size, self.bold):
            widget.setVisible(roles != ("latin",))  # western letters are as large and as heavy as those around them
        self.family.editTextChanged.connect(self._warn)
        for signal in (self.family.textActivated, self.family.lineEdit().textEdited):  # type: ignore[union-attr]
            signal.connect(lambda text: self.edited.emit(roles, "families", text.strip()))
        for signal in (self.size.textActivated, self.size.lineEdit().textEdited):  # type: ignore[union-attr]
            signal.connect(lambda text: self.edited.emit(roles, "size_pt", size_of(text)))
        self.bold.clicked.connect(lambda on: self.edited.emit(roles, "bold", on))

    def _warn(self, family: str) -> None:
        """A font that is not installed is written in amber."""
        here = QFontDatabase.hasFamily(family)
        self.family.setStyleSheet("" if here else f"color: {theme.colours().missing};")
        self.family.setToolTip(family if here else f"这台电脑没有安装“{family}”，页面上用备用字体代替")

    def show(self, name: str, value: object) -> None:
        """Show one value of the face, unless it is just being typed."""
        if name == "families" and isinstance(value, Sequence):
            if self.family.count() == 0 or self.family.currentText() != value[0]:
                self.family.clear()
                self.family.addItems(list(dict.fromkeys([*value, *_installed()])))
                self.family.setCurrentText(str(value[0]))
        elif name == "size_pt" and isinstance(value, int | float):
            if size_of(self.size.currentText()) != value:
                self.size.setCurrentText(size_text(value))
        elif name == "bold":
            self.bold.setChecked(bool(value))


def _editable(name: str) -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setAccessibleName(name)
    return made


def size_of(text: str) -> int | float | str:
    """The pt of "三号 16", "三号" or "16"; what is none comes back as it is."""
    named = dict(SIZES)
    words = text.split()
    if words and words[0] in named and (len(words) == 1 or number_of(words[1]) == named[words[0]]):
        return named[words[0]]
    return number_of(text.removesuffix("磅"))


def size_text(size: float) -> str:
    """三号 16; without a name where the size has none."""
    word = next((word for word, known in SIZES if known == size), "")
    return f"{word} {size:g}".strip()


def _held(draft: Draft, role: str, name: str) -> list[str]:
    """What the draft says of a role's face; the body's where it says nothing."""
    held = draft.value(("faces", role, name))
    face = draft.profile.face(role)
    return held if held is not None else list(face.families) if name == "families" else getattr(face, name)


def _installed() -> list[str]:
    """The families of this computer that can write Chinese."""
    return QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
