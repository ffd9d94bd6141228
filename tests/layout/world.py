"""A small world for layout: a profile of fonts that test machines have, and items made by hand."""

from dataclasses import replace

from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from huibao.layout import Fonts, Pages, compose
from huibao.layout.lines import Strip
from huibao.layout.strips import make_strip
from huibao.model.manuscript import Item, Span
from huibao.model.profile import Breaking, Face, Profile
from huibao.model.report import Cell, Paragraph, Run, Table, runs

_SERIF, _SANS, _KAI = (
    ("FandolFang", "Noto Serif CJK SC"),
    ("FandolHei", "Noto Sans CJK SC"),
    ("AR PL UKai CN", "Noto Serif CJK SC"),
)
PROFILE = Profile(
    faces={
        "title": Face(_SERIF, 22.0),
        "body": Face(_SERIF),
        "heading1": Face(_SANS),
        "heading2": Face(_KAI),
        "run_in3": Face(_SERIF, bold=True),
        "attachment_label": Face(_SANS),
        "page_number": Face(_SERIF, 14.0),
        "table": Face(_SERIF, 12.0),
        "latin": Face(("Times New Roman", "Liberation Serif", "Nimbus Roman", "DejaVu Serif")),
    }
)
# Text as it stands in reports: Han, marks in pairs and alone, numbers with units, Latin words.
_PIECES = st.one_of(
    st.text("党建引领社区治理落实情况不够深入的一是工人大高", min_size=1, max_size=40),
    st.sampled_from(["，", "。", "；", "：", "、", "“四个意识”", "《准则》", "（一）", "……", "——", "？”", "。”"]),
    st.sampled_from(
        ["2023年", "12月8日", "3.5%", "100万元", "6个", "XX社区", "GDP", "e-mail", " ", "Kubernetes", "12345678901"]
    ),
)
TEXTS = st.lists(_PIECES, max_size=30).map("".join)


def with_breaking(**changes: float | bool) -> Profile:
    return replace(PROFILE, breaking=replace(Breaking(), **changes))


def strip(text: str, profile: Profile = PROFILE) -> Strip:
    return make_strip(Fonts(profile), "", runs(text), "body")


def body(text: str, node: str = "b", **more: object) -> Item:
    return Item("body", node, runs(text), spans=(Span(node, "text", 0, len(text)),), first_indent=2.0, **more)  # type: ignore[arg-type]


def heading(text: str, node: str = "h", level: int = 1, label: str = "一、") -> Item:
    spans = (Span(node, "headline", 0, len(text)),)
    return Item("heading", node, runs(text), label, level, len(text), spans=spans, first_indent=2.0, keep_next=True)


def table(rows: list[list[str | Cell]], header_rows: int = 0, node: str = "t") -> Item:
    made = tuple(
        tuple(
            cell if isinstance(cell, Cell) else Cell((Paragraph(f"{node}-{r}-{c}", runs(cell)),))
            for c, cell in enumerate(row)
        )
        for r, row in enumerate(rows)
    )
    return Item("table", node, table=Table(node, made, header_rows=header_rows))


def bold(text: str) -> Run:
    return Run(text, bold=True)


def pages_of(*items: Item, profile: Profile = PROFILE, media: dict[str, bytes] | None = None) -> Pages:
    return compose(items, profile, Fonts(profile), media or {})


def texts_of(pages: Pages) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in pages.pages]


def png(width: int, height: int, colour: str = "#3366cc") -> bytes:
    """A picture of one colour, with no resolution of its own."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
