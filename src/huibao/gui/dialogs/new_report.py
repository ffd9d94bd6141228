"""The dialog for a new report: which template, which year, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme
from huibao.gui.dialogs.frame import choice_list
from huibao.model.numbering import han
from huibao.model.template import Template, filled

_KINDS = {"problems": "问题", "measures": "措施", "narrative": ""}


class NewReportDialog(QDialog):
    """Lists ``templates`` with what each is for and which sections it has. ``template``, ``year``, ``unit`` are the answer."""

    def __init__(
        self, templates: Sequence[Template], year: int, unit: str = "", chosen: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._templates = tuple(templates)

        self._list = choice_list("模板", [template.name for template in self._templates])
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._year = QSpinBox()
        self._year.setRange(1949, 2199)
        self._year.setValue(year)
        self._year.setSuffix(" 年")
        self._year.setAccessibleName("年度")
        self._unit = QLineEdit(unit)
        self._unit.setPlaceholderText("例如：××街道××社区（可以不填）")
        self._unit.setAccessibleName("单位名称")
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton("新建", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)

        self.setWindowTitle("用模板新建")
        self.resize(680, 460)
        self._lay_out()

        self._list.currentRowChanged.connect(self._show_template)
        self._list.itemDoubleClicked.connect(self.accept)
        self._year.valueChanged.connect(self._show_template)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        ids = [template.id for template in self._templates]
        self._list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self._ok.setEnabled(bool(self._templates))
        self._ok.setDefault(True)

    @property
    def template(self) -> Template:
        """The chosen template."""
        return self._templates[self._list.currentRow()]

    @property
    def year(self) -> int:
        """The report's year."""
        return self._year.value()

    @property
    def unit(self) -> str:
        """Name of the unit, "" when it was not given."""
        return self._unit.text().strip()

    def _lay_out(self) -> None:
        self._list.setFixedWidth(210)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE_M)
        right.addWidget(self._about, 1)
        form = QFormLayout()
        form.setSpacing(theme.SPACE_S)
        form.addRow("年度", self._year)
        form.addRow("单位名称", self._unit)
        right.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_L)
        row.addWidget(self._list)
        row.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_L)
        layout.addLayout(row, 1)
        layout.addWidget(self._buttons)

    def _show_template(self) -> None:
        if not 0 <= self._list.currentRow() < len(self._templates):
            self._about.setText("没有可用的模板。")
            return
        self._about.setText(described(self.template, self.year))


def described(template: Template, year: int) -> str:
    """What a template is for, and its sections, a line each."""
    lines = [template.description, "", f"标题：{filled(template.title, year)}", "", "各部分："]
    for number, section in enumerate(template.sections, 1):
        kind = _KINDS[section.kind]
        extra = "、".join(
            word for word in (f"逐条写{kind}" if kind else "", "" if section.required else "选用") if word
        )
        lines.append(f"{han(number)}、{filled(section.heading, year)}" + (f"（{extra}）" if extra else ""))
    return "\n".join(lines)


def report_year(today: date) -> int:
    """The year that a report begun ``today`` is likely about: until spring still the last one."""
    return today.year - 1 if today.month <= 3 else today.year
