"""图片属性: how wide a picture is printed, and what it is for those who can't see it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QFormLayout, QLineEdit, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import lay_out, quiet_label
from huibao.model.report import Picture

_WIDEST_MM = 400.0


class PictureDialog(QDialog):
    """``alt`` and ``width_mm`` are what was entered."""

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alt = QLineEdit(picture.alt)
        self._alt.setAccessibleName("替代文字")
        self._alt.setPlaceholderText("图里是什么，一句话")
        self._width = QDoubleSpinBox()
        self._width.setRange(0.0, _WIDEST_MM)
        self._width.setDecimals(1)
        self._width.setSuffix(" 毫米")
        self._width.setSpecialValueText("原始大小")
        self._width.setValue(picture.width_mm)
        self._width.setAccessibleName("宽度")
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.SPACE_S)
        form.addRow("宽度", self._width)
        form.addRow("替代文字", self._alt)
        fields = QWidget()
        fields.setLayout(form)
        self.setWindowTitle("图片属性")
        self.resize(420, 180)
        about = quiet_label("高度随宽度变化，最宽到版心。替代文字不印出来，在导出的 Word 和纯文本里代替看不到的图片。")
        lay_out(self, about, fields, accept="确定")
        self._alt.setFocus()

    @property
    def alt(self) -> str:
        """The description."""
        return self._alt.text().strip()

    @property
    def width_mm(self) -> float:
        """The width in mm, 0 for its natural one."""
        return self._width.value()
