"""篇幅限制: how many pages or 字 this report may have at most."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QSpinBox, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import lay_out, quiet_label
from huibao.model.report import Limit

_MOST_PAGES, _MOST_CHARACTERS = 999, 999_999


class LimitDialog(QDialog):
    """``own``: what was set for this report (None: nothing); ``template``: what its template says. ``now``: how long it is.

    ``chosen`` is the answer: None where the template's word counts.
    """

    def __init__(self, own: Limit | None, template: Limit, now: Limit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        shown = template if own is None else own
        self._pages = _spin("页数不超过", " 页", _MOST_PAGES, shown.pages)
        self._characters = _spin("字数不超过", " 字", _MOST_CHARACTERS, shown.characters)
        self._characters.setSingleStep(100)
        self._by_template = QCheckBox("按模板的规定")
        self._by_template.setVisible(template != Limit())
        self._by_template.setChecked(own is None)

        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.SPACE_S)
        form.addRow("页数不超过", self._pages)
        form.addRow("字数不超过", self._characters)
        fields = QWidget()
        fields.setLayout(form)
        length = f"现在 {now.pages} 页，{now.characters:,} 字。" if now.pages else f"现在 {now.characters:,} 字。"

        self.setWindowTitle("篇幅限制")
        self.resize(380, 220)
        about = quiet_label(length + "超出时，状态栏里的数字变成橙色；不影响保存和导出。")
        lay_out(self, about, self._by_template, fields, accept="确定")

        self._by_template.clicked.connect(self._on_template)
        for spin in (self._pages, self._characters):
            spin.valueChanged.connect(lambda _value: self._by_template.setChecked(False))

    def _on_template(self, on: bool) -> None:
        if on:
            self._pages.setValue(self._template.pages)
            self._characters.setValue(self._template.characters)
            self._by_template.setChecked(True)

    @property
    def chosen(self) -> Limit | None:
        """The limit for this report; None: as the template says."""
        limit = Limit(self._pages.value(), self._characters.value())
        if self._by_template.isChecked() or (self._template == Limit() == limit):
            return None
        return limit


def _spin(name: str, unit: str, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, most)
    box.setSpecialValueText("不限")
    box.setSuffix(unit)
    box.setGroupSeparatorShown(True)
    box.setValue(value)
    box.setAccessibleName(name)
    box.setMinimumWidth(160)
    return box
