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
Style = tuple[bool, bool, bool] | None
MARGIN = 16
GUTTER = 108
STRIP = 34
BREAK = 22
MARK = (44, 32)  # from the right edge, and how wide: what a row is beside last year
BUBBLE = (4, 16)  # from the right edge, and how wide: the mark of a comment
# Look: font size in px, weight, space above in px.
SIZES = {
    "title": (22, QFont.Weight.Bold, 8),
    "section": (20, QFont.Weight.Bold, 8),
    "group": (17, QFont.Weight.DemiBold, 24),
    "entry": (16, QFont.Weight.DemiBold, 16),
    "body": (16, QFont.Weight.Normal, 4),
    "cell": (14, QFont.Weight.Normal, 0),
    "caption": (14, QFont.Weight.Normal, 0),
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
        """Colours for a light or a dark ``palette``; contrast of words at least 4.5 to base and card."""
        dark = palette.base().color().lightness() < 128
        return cls(
            label=QColor("#a8b0ba" if dark else "#5c6670"),
            placeholder=QColor("#969fa9" if dark else "#68717b"),
            card=QColor("#2b2f34" if dark else "#f6f8fa"),
            border=QColor("#454b52" if dark else "#e1e5ea"),
            accent=palette.highlight().color(),
            missing=QColor("#e0a030" if dark else "#965900"),
        )


class Formats:
    """Block and character formats by role and zoom, each made once. Kept by the sheet that uses them: Qt's values must not
    outlive the application."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, str, str, float, bool, bool], QTextBlockFormat] = {}
        self._chars: dict[tuple[float, QFont.Weight, Style], QTextCharFormat] = {}

    def block(self, row: Row, zoom: float) -> QTextBlockFormat:
        """The block format of ``row``; under the last of an entry there is room for its short fields, above a row
        that begins a page for the line that says so."""
        key = (row.kind, row.look, row.align, zoom, row.last, row.new_page)
        if key not in self._blocks:
            self._blocks[key] = _block_format(*key)
        return self._blocks[key]

    def char(self, row: Row, zoom: float, run: Run | None = None) -> QTextCharFormat:
        """The character format of a run in ``row``. The run's own look is kept in properties, apart from the row's weight."""
        size = 4 if row.kind == "gap" else SIZES[row.look][0]
        key = (size * zoom, SIZES[row.look][1], (run.bold, run.italic, run.underline) if run else None)
        if key not in self._chars:
            self._chars[key] = _char_format(*key)
        return self._chars[key]


def _block_format(kind: str, look: str, align: str, zoom: float, strip: bool, new_page: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    _, _, above = SIZES[look]
    if kind == "cell":
        made.setAlignment(ALIGNS[align])
        return made
    made.setLeftMargin(GUTTER * zoom)
    made.setRightMargin(24)
    made.setTopMargin(((0 if kind == "gap" else above) + (BREAK if new_page else 0)) * zoom)
    made.setBottomMargin((STRIP + 10) * zoom if strip else 2 * zoom)
    if kind != "picture":
        made.setLineHeight(145.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter if look == "title" or kind == "picture" else ALIGNS[align])
    return made


def _char_format(size: float, weight: QFont.Weight, style: Style) -> QTextCharFormat:
    made = QTextCharFormat()
    bold, italic, underline = style or (False, False, False)
    font = QFont()
    font.setPixelSize(max(6, round(size)))
    font.setWeight(QFont.Weight.Bold if bold else weight)
    font.setItalic(italic)
    font.setUnderline(underline)
    made.setFont(font)
    if style is not None:
        made.setProperty(BOLD, bold)
        made.setProperty(ITALIC, italic)
        made.setProperty(UNDERLINE, underline)
    return made


def run_of(text: str, shape: QTextCharFormat) -> Run:
    """The run that a piece of the document shows."""
    return Run(text, shape.boolProperty(BOLD), shape.boolProperty(ITALIC), shape.boolProperty(UNDERLINE))


def table_border(colours: Colours) -> QBrush:
    """The lines of a table."""
    return QBrush(colours.label)
