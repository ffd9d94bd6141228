"""How rows look on screen: block and character formats by role and zoom, and the colours of the editor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextFormat

from huibao.gui.editor.rows import Row
from huibao.model.report import Run

BOLD = QTextFormat.Property.UserProperty + 1
ITALIC = QTextFormat.Property.UserProperty + 2
UNDERLINE = QTextFormat.Property.UserProperty + 3
MARGIN = 16
GUTTER = 108
STRIP = 34
# Look: font size in px, weight, space above in px.
SIZES = {
    "title": (22, QFont.Weight.Bold, 8),
    "section": (20, QFont.Weight.Bold, 8),
    "group": (17, QFont.Weight.DemiBold, 24),
    "entry": (16, QFont.Weight.DemiBold, 16),
    "body": (16, QFont.Weight.Normal, 4),
    "cell": (14, QFont.Weight.Normal, 0),
    "add": (14, QFont.Weight.Normal, 12),
}
ALIGNS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "left": Qt.AlignmentFlag.AlignLeft,
    "": Qt.AlignmentFlag.AlignLeft,
}


def text_left(zoom: float) -> float:
    """Where text begins, in px from the left of the document."""
    return MARGIN + GUTTER * zoom


@dataclass(frozen=True, slots=True)
class Colours:
    """What the editor paints with, from the palette of the window."""

    label: QColor
    placeholder: QColor
    card: QColor
    border: QColor
    accent: QColor
    missing: QColor

    @classmethod
    def of(cls, palette: QPalette) -> Colours:
        """Colours for a light or a dark ``palette``; contrast of labels at least 4.5 to the base."""
        dark = palette.base().color().lightness() < 128
        return cls(
            label=QColor("#a8b0ba" if dark else "#5c6670"),
            placeholder=QColor("#8d96a0" if dark else "#727b85"),
            card=QColor("#2b2f34" if dark else "#f6f8fa"),
            border=QColor("#454b52" if dark else "#e1e5ea"),
            accent=palette.highlight().color(),
            missing=QColor("#e0a030" if dark else "#b36b00"),
        )


def block_format(row: Row, zoom: float, *, strip: bool) -> QTextBlockFormat:
    """The block format of ``row``; ``strip``: room under it for the entry's short fields."""
    made = QTextBlockFormat()
    _, _, above = SIZES[row.look]
    if row.kind == "cell":
        made.setAlignment(ALIGNS[row.align])
        return made
    made.setLeftMargin(GUTTER * zoom)
    made.setRightMargin(24)
    made.setTopMargin((0 if row.kind == "gap" else above) * zoom)
    made.setBottomMargin((STRIP + 10) * zoom if strip else 2 * zoom)
    if row.kind != "picture":
        made.setLineHeight(145.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter if row.look == "title" or row.kind == "picture" else ALIGNS[row.align])
    return made


def char_format(row: Row, zoom: float, run: Run | None = None) -> QTextCharFormat:
    """The character format of a run in ``row``. The run's own look is kept in properties, apart from the row's weight."""
    made = QTextCharFormat()
    size, weight, _ = SIZES[row.look]
    font = QFont()
    font.setPixelSize(max(6, round((4 if row.kind == "gap" else size) * zoom)))
    font.setWeight(QFont.Weight.Bold if run and run.bold else weight)
    font.setItalic(bool(run and run.italic))
    font.setUnderline(bool(run and run.underline))
    made.setFont(font)
    if run is not None:
        made.setProperty(BOLD, run.bold)
        made.setProperty(ITALIC, run.italic)
        made.setProperty(UNDERLINE, run.underline)
    return made


def run_of(text: str, shape: QTextCharFormat) -> Run:
    """The run that a piece of the document shows."""
    return Run(text, shape.boolProperty(BOLD), shape.boolProperty(ITALIC), shape.boolProperty(UNDERLINE))


def table_border(colours: Colours) -> QBrush:
    """The lines of a table."""
    return QBrush(colours.label)
