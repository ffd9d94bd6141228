"""取回修改: what differs in the Word file at the left, the words in full at the right; what is ticked is taken back."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.gui.dialogs.taking_back_rows import DifferenceRows, DifferenceTable
from huibao.gui.dialogs.taking_back_words import DifferenceWords
from huibao.services.taking_back import NAME, NAMES, Difference, TakingBack

_TOLD = (
    "“{name}”与这份报告有这些不同。勾选的按 Word 里的写法改；问题与措施的对应、整改状态等照旧。"
    "导出以后在报告里改过的地方也列在这里，要留报告里的，去掉勾。"
)
_UNLIKE = "“{name}”与这份报告大半不同，恐怕不是由它导出的，所以都没有勾选；请先看清楚再勾。"


class TakingBackDialog(QDialog):
    """Lists the differences of ``back``, all ticked where the file is alike. After ``exec`` gives True, ``accepted`` are those
    to be taken back. ``name``: of the Word file."""

    def __init__(self, back: TakingBack, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = back
        self.rows = DifferenceRows((*back.differences, *back.left_out), ticked=back.is_alike, parent=self)
        self.table = DifferenceTable(self.rows)
        self.words = DifferenceWords()
        notes = back.compared.source.notes
        told = (_TOLD if back.is_alike else _UNLIKE).format(name=name)
        self._told = quiet_label("\n".join((told, *notes)))
        self._count = quiet_label("")
        self._all, self._none = QPushButton("全部勾选"), QPushButton("全部不勾")
        self._cancel, self._take = QPushButton("取消"), QPushButton("取回勾选的")
        self._take.setDefault(True)
        self._take.setProperty("primary", True)
        for button in (self._all, self._none, self._cancel):
            button.setAutoDefault(False)
        self.setWindowTitle(f"{NAME}：{name}")
        self.resize(960, 620)
        self._lay_out()
        self._connect()
        self._show(self.table.currentIndex().row())
        self._say_count()
        self.table.setFocus()

    @property
    def accepted_differences(self) -> tuple[Difference, ...]:
        """The differences that are ticked."""
        return self.rows.ticked

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.words)
        split.setSizes([520, 400])
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._all)
        head.addWidget(self._none)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        foot.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_M)
        layout.addWidget(self._told)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        everywhere = range(len(self.rows.rows))
        self.table.row_changed.connect(self._show)
        self.rows.ticks_changed.connect(self._say_count)
        self._all.clicked.connect(lambda _=False: self.rows.tick(everywhere, True))
        self._none.clicked.connect(lambda _=False: self.rows.tick(everywhere, False))
        self._take.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)

    def _show(self, at: int) -> None:
        row = self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None
        if isinstance(row, Difference):
            self.words.show_difference(row, self._back.words_above(row))
        elif row is not None:
            self.words.show_left_out(row)

    def _say_count(self) -> None:
        kinds = Counter(NAMES[one.kind] for one in self._back.differences)
        said = "，".join(f"{name} {kinds[name]} 处" for name in NAMES.values() if kinds[name])
        ticked = len(self.rows.ticked)
        self._count.setText(f"{said}；勾选了 {ticked} 处。空格键勾选，回车键取回。")
        self._take.setText(f"取回勾选的 {ticked} 处" if ticked else "取回勾选的")
        self._take.setEnabled(bool(ticked))
