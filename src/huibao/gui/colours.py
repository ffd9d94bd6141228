"""The colours of the two looks, by what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a look, as "#rrggbb"."""

    window: str
    surface: str
    raised: str
    text: str
    quiet: str
    line: str
    hover: str
    accent: str
    accent_soft: str
    on_accent: str
    missing: str
    missing_soft: str
    error: str


LIGHT = Colours(
    window="#f4f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    text="#1f2328",
    quiet="#5c6570",
    line="#dfe2e7",
    hover="#e9ecf0",
    accent="#2b66c4",
    accent_soft="#dfe9f8",
    on_accent="#ffffff",
    missing="#965900",
    missing_soft="#fdf1dc",
    error="#c03030",
)
DARK = Colours(
    window="#202226",
    surface="#282b30",
    raised="#2e3238",
    text="#e4e6ea",
    quiet="#acb3bc",
    line="#3c4149",
    hover="#353a41",
    accent="#6ea3ee",
    accent_soft="#2f425f",
    on_accent="#10151d",
    missing="#e5a33d",
    missing_soft="#453a26",
    error="#ee7d7d",
)


def mixed(front: str, back: str, share: float) -> QColor:
    """``share`` of ``front`` laid over ``back``."""
    a, b = QColor(front), QColor(back)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x * share + y * (1 - share)) for x, y in parts))
