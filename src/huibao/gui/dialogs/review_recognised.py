"""核对识别结果: the lines of a received file beside the outline that they give; roles and levels are changed by keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.gui.dialogs.messages import ask
from huibao.gui.dialogs.review_lines import LinesModel, LinesView, Shown, correction_for
from huibao.gui.dialogs.review_outline import OutlineView
from huibao.gui.dialogs.review_words import CHOICES, summary
from huibao.gui.dialogs.review_work import ReviewWork
from huibao.recognise import Correction, nodes_of
from huibao.recognise.corrections import LEDGER, TABLE
from huibao.services.corrections import looks_of
from huibao.services.reviewing import Review

_ALL, _DOUBTFUL, _CORRECTED, _LEFT = range(4)
_TABS = ("全部", "不确定", "改过的", "未收入")
_BUTTONS = 5  # of CHOICES have a button of their own: the levels and body


class ReviewDialog(QDialog):
    """Shows ``review`` of the file ``name``. After it was accepted, ``review`` is the one to take in; ``forget`` is True when
    the user wanted nothing of what was remembered from other files. ``again``: the report is open already."""

    def __init__(self, review: Review, name: str, parent: QWidget | None = None, *, again: bool = False) -> None:
        super().__init__(parent)
        self.forget = False
        self._work = ReviewWork(review, self)
        self._began = review.corrections
        self._nodes = nodes_of(review.found)
        self._waiting = False

        self._lines = LinesModel(review, self)
        self._view = LinesView()
        self._view.setModel(self._lines)
        self._outline = OutlineView()
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._why = quiet_label("")
        self._why.setMinimumHeight(2 * theme.SPACE_XL)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for tab in _TABS:
            self._tabs.addTab(tab)
        self._buttons = QDialogButtonBox()
        self._accept = self._buttons.addButton(
            "按这样收入" if again else "收入报告", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._forget: QPushButton | None = None
        if review.remembered:
            self._forget = self._buttons.addButton("不用上次的改正", QDialogButtonBox.ButtonRole.ResetRole)

        self.setWindowTitle(f"核对识别结果 — {name}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(1120, 720)
        self._lay_out()
        self._connect()
        self._refresh()
        self._go_to_doubtful(1, from_start=True)

    @property
    def review(self) -> Review:
        """The review as it stands."""
        return self._work.review

    # Making.

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_S)
        for part in (self._tabs, self._roles()):
            column.addWidget(part)
        column.addWidget(self._view, 1)
        column.addWidget(self._why)
        right = QWidget()
        other = QVBoxLayout(right)
        other.setContentsMargins(theme.SPACE_S, 0, 0, 0)
        other.setSpacing(theme.SPACE_S)
        other.addWidget(quiet_label("收入以后的大纲"))
        other.addWidget(self._outline, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([680, 420])
        split.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_M)
        layout.addWidget(self._summary)
        layout.addWidget(split, 1)
        layout.addWidget(self._buttons)

    def _roles(self) -> QWidget:
        """The row of buttons; the keys stay with the list."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for choice in CHOICES[:_BUTTONS]:
            short = choice.name.split("（")[0]
            button = _tool(f"{short} {choice.shown}", f"把选中的行改为{short}（{choice.shown}）")
            button.clicked.connect(lambda _on=False, said=choice.correction: self._say(said))
            row.addWidget(button)
        more = _tool("其他 ▾", "署名、日期、附件等；右键也可以")
        more.clicked.connect(lambda: self._menu(more.mapToGlobal(QPoint(0, more.height()))))
        row.addWidget(more)
        row.addStretch(1)
        for text, tip, action in (
            ("放回 P", "把没有收入的放回报告（P）", self._put_back),
            ("上一处", "上一处不确定的（Shift+F8）", lambda: self._go_to_doubtful(-1)),
            ("下一处 F8", "下一处不确定的（F8）", lambda: self._go_to_doubtful(1)),
        ):
            button = _tool(text, tip)
            button.clicked.connect(lambda _on=False, action=action: action())
            row.addWidget(button)
        return bar

    def _connect(self) -> None:
        self._view.said.connect(self._say)
        self._view.put_back.connect(self._put_back)
        self._view.undone.connect(lambda: self._work.correct({}, {one.line.index for one in self._view.chosen()}))
        self._view.confirmed.connect(self._confirm)
        self._view.alike_wanted.connect(self._choose_alike)
        self._view.menu_wanted.connect(self._menu)
        self._view.current_moved.connect(self._on_current)
        self._outline.node_chosen.connect(self._on_node)
        self._tabs.currentChanged.connect(lambda _tab: self._narrow())
        self._work.changed.connect(self._on_changed)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        if self._forget is not None:
            self._forget.clicked.connect(self._on_forget)
        for keys, action in (
            ("F8", lambda: self._go_to_doubtful(1)),
            ("Shift+F8", lambda: self._go_to_doubtful(-1)),
            ("Ctrl+Z", self._work.undo),
            ("Ctrl+Y", self._work.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        self._accept.setDefault(True)
        self._view.setFocus()

    # What the user does.

    def _say(self, said: Correction) -> None:
        """The lines chosen are ``said``. Pictures stay what they are, and tables are read as ledgers or stay tables."""
        lines = [shown for shown in self._view.chosen() if _can_be(shown, said)]
        self._work.correct({shown.line.index: said for shown in lines})

    def _put_back(self) -> None:
        lines = [shown for shown in self._view.chosen() if shown.left or shown.part]
        said = self._work.corrections
        own = {at for at in (shown.line.index for shown in lines) if at in said and said[at].role == "junk"}
        self._work.correct({s.line.index: Correction(whole=True) for s in lines if s.line.index not in own}, own)

    def _confirm(self) -> None:
        """The lines chosen are what they were taken for; on to the next doubtful one."""
        taken = {shown.line.index: correction_for(shown) for shown in self._view.chosen()}
        self._work.correct({at: said for at, said in taken.items() if said is not None})
        self._go_to_doubtful(1)

    def _choose_alike(self) -> None:
        """Choose all lines of the look of the current one."""
        current = self._lines.at(self._view.currentIndex())
        looks = looks_of(self.review.source)
        if current is None or current.line.index not in looks:
            return
        look = looks[current.line.index]
        self._select(line for line, other in looks.items() if other == look)

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for choice in CHOICES:
            action = menu.addAction(f"{choice.name}\t{choice.shown}")
            action.triggered.connect(lambda _on=False, said=choice.correction: self._say(said))
        menu.addSeparator()
        for text, act in (
            ("放回报告\tP", self._put_back),
            ("认可\tSpace", self._confirm),
            ("恢复自动识别\tBackspace", self._view.undone.emit),
            ("选中格式相同的行\tE", self._choose_alike),
        ):
            menu.addAction(text).triggered.connect(lambda _on=False, act=act: act())
        menu.exec(place)

    def _on_forget(self) -> None:
        self.forget = True
        self._work.correct({}, self.review.remembered)
        if self._forget is not None:
            self._forget.setEnabled(False)

    def accept(self) -> None:
        """Take it in; where recognising is still under way, as soon as it has ended."""
        self._waiting = self._work.busy
        if not self._waiting:
            self._work.close()
            super().accept()

    def reject(self) -> None:
        """Leave; corrections are not thrown away unasked."""
        if self._work.corrections != self._began:
            question = "已经改了几行，不收入的话，这些改正就没有了。"
            if ask(self, "还没有收入", question, ("继续核对", "放弃改正")) == "继续核对":
                return
        self._work.close()
        super().reject()

    # Showing.

    def _on_changed(self) -> None:
        self._nodes = nodes_of(self.review.found)
        self._lines.show(self.review)
        self._refresh()
        if self._waiting:
            self.accept()

    def _refresh(self) -> None:
        shown = self._lines.all
        counts = [sum(_is_in(tab, one) for one in shown) for tab in range(len(_TABS))]
        for tab, count in enumerate(counts):
            self._tabs.setTabText(tab, f"{_TABS[tab]} {count}")
            self._tabs.setTabEnabled(tab, bool(count) or tab in (_ALL, self._tabs.currentIndex()))
        self._summary.setText(summary(*counts) + self._remembered_words())
        self._outline.show_report(self.review.found.report)
        self._on_current()

    def _remembered_words(self) -> str:
        count = len(self.review.remembered)
        return f"其中 {count} 行照您上次对同样格式文件的改正。" if count else ""

    def _narrow(self) -> None:
        current = self._lines.at(self._view.currentIndex())
        tab = self._tabs.currentIndex()
        self._lines.narrow({one.line.index for one in self._lines.all if _is_in(tab, one)})
        row = max(0, self._lines.row_of(current.line.index) if current else 0)
        self._view.setCurrentIndex(self._lines.index(row))
        self._view.setFocus()

    def _on_current(self) -> None:
        shown = self._lines.at(self._view.currentIndex())
        self._why.setText(shown.said if shown else "")
        self._outline.point_at(self._nodes.get(shown.line.index, "") if shown else "")

    def _on_node(self, node: str) -> None:
        line = next((at for at, other in self._nodes.items() if other == node), None)
        if line is None:
            inside = self._outline.below(node)
            line = next((at for at, other in self._nodes.items() if other in inside), None)
        if line is not None:
            self._show_line(line)

    def _go_to_doubtful(self, step: int, *, from_start: bool = False) -> None:
        """The next doubtful line after the current one (``step`` -1: before it), round the end."""
        lines = list(self._lines.all)
        current = self._lines.at(self._view.currentIndex())
        here = lines.index(current) if current in lines and not from_start else -1 if step > 0 else 0
        order = [(here + step * n) % len(lines) for n in range(1, len(lines) + 1)] if lines else []
        found = next((at for at in order if lines[at].doubtful), None)
        if found is not None:
            self._show_line(lines[found].line.index)
        elif from_start and lines:
            self._view.setCurrentIndex(self._lines.index(0))

    def _show_line(self, line: int) -> None:
        if self._lines.row_of(line) < 0:
            self._tabs.setCurrentIndex(_ALL)
        index = self._lines.index(self._lines.row_of(line))
        self._view.setCurrentIndex(index)
        self._view.scrollTo(index, LinesView.ScrollHint.PositionAtCenter)

    def _select(self, lines: Iterable[int]) -> None:
        flags = self._view.selectionModel().SelectionFlag
        for row in map(self._lines.row_of, lines):
            if row >= 0:
                self._view.selectionModel().select(self._lines.index(row), flags.Select)


def _is_in(tab: int, shown: Shown) -> bool:
    """Whether the line is of those that the tab shows."""
    if tab == _DOUBTFUL:
        return shown.doubtful
    return tab == _ALL or (shown.corrected if tab == _CORRECTED else shown.left or bool(shown.part))


def _can_be(shown: Shown, said: Correction) -> bool:
    role = shown.verdict.role if shown.verdict is not None else ""
    if said.role in (TABLE, LEDGER):
        return role in (TABLE, LEDGER)
    return role not in (TABLE, LEDGER, "picture")


def _tool(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
