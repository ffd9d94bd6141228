"""正文字号: how large the editor's text is at a zoom of 100 %, for all reports; kept between starts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup

from huibao.gui.actions import Actions
from huibao.gui.editor.editor import EditorPane
from huibao.gui.zoom import Zoom
from huibao.services.settings import Settings

_NAME = "text_size"
# The sizes by their Chinese names, as per cent of 小四 (12 pt), in which the editor is drawn.
_SIZES = {"text_size_10": 88, "text_size_12": 100, "text_size_14": 117, "text_size_16": 133, "text_size_18": 150}
_USUAL = "text_size_12"


class _Everywhere(QObject):
    """Tells the text sizes of all windows that one of them was chosen."""

    chosen = Signal()


_everywhere = _Everywhere()


class TextSize(QObject):
    """Gives ``editor`` the product of the chosen size and of ``zoom``, which is the report's own."""

    def __init__(self, settings: Settings, actions: Actions, zoom: Zoom, editor: EditorPane, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._actions, self._zoom, self._editor = settings, actions, zoom, editor
        self._given = 100
        self._group = QActionGroup(self)
        for name in _SIZES:
            self._group.addAction(actions[name])
        zoom.changed.connect(self.show)
        _everywhere.chosen.connect(self.show)
        self.show()

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {name: partial(self._choose, name) for name in _SIZES}

    def show(self) -> None:
        """The size that was chosen last, here or in another window."""
        name = self._settings.get(_NAME, _USUAL)
        name = name if name in _SIZES else _USUAL
        self._actions[name].setChecked(True)
        percent = round(self._zoom.percent * _SIZES[name] / 100)
        if percent != self._given:
            self._given = percent
            self._editor.set_zoom(percent)

    def _choose(self, name: str) -> None:
        self._settings.set(_NAME, name)
        _everywhere.chosen.emit()
