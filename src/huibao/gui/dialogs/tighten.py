"""收紧: fill the pages a little more than usual, as far as the profile allows, after a look at what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import choice_list, quiet_label
from huibao.gui.dialogs.profile_draft import CHARACTERS, LINES, Draft
from huibao.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Way:
    """A way to fill pages more: ``text`` tells what changes, ``detail`` by which pitch and spacing."""

    text: str
    detail: str
    profile: Profile


def ways(profile: Profile) -> tuple[Way, ...]:
    """What ``profile`` allows (``most_lines``, ``most_characters``), the gentlest first; none when it allows nothing."""
    found = []
    for lines in range(profile.lines, max(profile.most_lines, profile.lines) + 1):
        for characters in range(profile.characters, max(profile.most_characters, profile.characters) + 1):
            more = (lines * characters) / (profile.lines * profile.characters)
            made = _filled(profile, lines, characters)
            if more > 1 and made is not None:
                found.append((more, made))
    return tuple(_way(profile, made) for _, made in sorted(found, key=lambda pair: pair[0]))


def _filled(profile: Profile, lines: int, characters: int) -> Profile | None:
    """``profile`` with so many lines and characters, pitch and spacing to match; None where they don't fit."""
    draft = Draft(profile)
    if lines != profile.lines:
        draft.set(LINES, lines)
        draft.fill_lines()
    if characters != profile.characters:
        draft.set(CHARACTERS, characters)
        draft.fill_characters()
    return None if draft.faults else draft.profile


def _way(base: Profile, made: Profile) -> Way:
    said, detail = [], []
    if made.lines != base.lines:
        said.append(f"每面 {made.lines} 行")
        detail.append(f"行距 {base.pitch_pt:g} 磅改为 {made.pitch_pt:g} 磅")
    if made.characters != base.characters:
        said.append(f"每行 {made.characters} 字")
        detail.append(f"字距 {base.character_spacing_pt:g} 磅改为 {made.character_spacing_pt:g} 磅")
    return Way("、".join(said), "，".join(detail), made)


class Trying(Protocol):
    """What composes the ways and shows the pages of one; a widget (``pages.trials.Trials``)."""

    @property
    def tried(self) -> SignalInstance: ...

    def begin(self) -> None:
        """Try all."""

    def show_trial(self, index: int) -> None:
        """Show one."""


class TightenDialog(QDialog):
    """Offers ``offered``; ``pages`` is how many pages there are now. ``chosen`` is the one to use after ``exec`` accepted."""

    def __init__(self, offered: Sequence[Way], pages: int, trying: Trying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered, self._now, self._trying = tuple(offered), pages, trying
        self._touched = False
        self._results: dict[int, tuple[int, str]] = {}

        self._list: QListWidget = choice_list("收紧的办法", [f"{way.text}\n正在排版…" for way in self._offered])
        self._list.setWordWrap(True)
        self._about = quiet_label("")
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton("收紧", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)

        self.setWindowTitle("收紧篇幅")
        self.resize(980, 680)
        self._lay_out()
        self._list.currentRowChanged.connect(self._on_row)
        self._list.itemPressed.connect(lambda _item: self._touch())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        trying.tried.connect(self._on_tried)
        self._list.setCurrentRow(0)
        trying.begin()

    def _lay_out(self) -> None:
        for at in range(self._list.count()):
            size = self._list.item(at).sizeHint()
            size.setHeight(52)
            self._list.item(at).setSizeHint(size)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.SPACE_M)
        left.addWidget(quiet_label(f"现在 {self._now} 页。文字一个不动，只把每面、每行排得紧一点。"))
        left.addWidget(self._list, 1)
        left.addWidget(self._about)
        panel = QWidget()
        panel.setLayout(left)
        panel.setFixedWidth(330)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_L)
        row.addWidget(panel)
        row.addWidget(cast(QWidget, self._trying), 1)
        room = QVBoxLayout(self)
        room.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        room.setSpacing(theme.SPACE_M)
        room.addLayout(row, 1)
        room.addWidget(self._buttons)
        self._ok.setDefault(True)

    @property
    def chosen(self) -> Way:
        """The way that is picked."""
        return self._offered[self._list.currentRow()]

    def result_of(self, index: int) -> str:
        """What is told of way ``index``."""
        return self._list.item(index).text()

    def _touch(self) -> None:
        self._touched = True

    def _on_row(self, index: int) -> None:
        self._trying.show_trial(index)
        pages, end = self._results.get(index, (0, ""))
        self._ok.setEnabled(bool(pages))
        saved = self._now - pages
        result = f"{f'少 {saved} 页。' if saved > 0 else '页数不变。'}{end}" if pages else ""
        self._about.setText(f"{self._offered[index].detail}。{result}")

    def _on_tried(self, index: int, pages: int, end: str) -> None:
        self._results[index] = (pages, end)
        item = self._list.item(index)
        item.setText(f"{self._offered[index].text}\n{self._now} 页 → {pages} 页")
        item.setData(Qt.ItemDataRole.ToolTipRole, end)
        best = next((at for at, (count, rest) in sorted(self._results.items()) if count < self._now and not rest), 0)
        if not self._touched and best != self._list.currentRow():
            self._list.setCurrentRow(best)
        else:
            self._on_row(self._list.currentRow())


def named(way: Way, base: Profile) -> Profile:
    """The profile of ``way``, called after ``base``."""
    stem = base.name.split("，每面")[0].split("，每行")[0]
    return replace(way.profile, name=f"{stem}，{way.text}")
