"""Beside the title of a section: how long it is, in amber where its template wishes otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from huibao.model.lengths import Length


class LengthLabel(QLabel):
    """Says 字数 and the target of one section."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("本部分字数")
        self.setContentsMargins(12, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In a narrow window the words end with …: digits cut off would say another number."""
        room, shape = self.contentsRect(), self.fontMetrics()
        if shape.horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        said = shape.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            QPainter(self), room, self.alignment(), self.palette(), self.isEnabled(), said, self.foregroundRole()
        )

    def show_length(self, length: Length | None) -> None:
        """Tell ``length``; None tells nothing."""
        said = words(length) if length else ""
        if said == self.text():
            return
        self.setText(said)
        off = bool(length and (length.short or length.over))
        self.setToolTip("模板给出的参考字数，相差两成以上时变色；可在模板里修改。" if length and length.target else "")
        for name, on in (("missing", off), ("quiet", not off)):
            self.setProperty(name, on)
        self.style().unpolish(self)
        self.style().polish(self)


def words(length: Length) -> str:
    """The length in words."""
    said = f"{length.characters:,} 字"
    if length.target:
        said += f"，参考约 {length.target:,} 字"
    if length.short:
        return said + f"，还差 {length.short:,}"
    return said + f"，多 {length.over:,}" if length.over else said
