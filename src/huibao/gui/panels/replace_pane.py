"""查找和替换: what is looked for and what it becomes, and the list of all places, each of which can be left out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from huibao.errors import EditError
from huibao.gui import theme
from huibao.gui.panels.expression_search import ExpressionSearch
from huibao.gui.panels.match_rows import MATCH, MatchDelegate, context
from huibao.model.finding import MOST, Match, Search, matches
from huibao.model.replacing import replaced, substitute
from huibao.services.session import Change, Session

_PAUSE_MS = 150
_OPTIONS = (
    ("case", "区分大小写", "Word 和 word 不同"),
    ("whole", "全字匹配", "英文单词和数字只按整个的找：找 2023 时略过 20231"),
    ("width", "区分全角半角", "不选时，２０２３ 和 2023、（ 和 ( 算作相同"),
    ("regex", "正则表达式", "按正则表达式查找；替换里可用 \\1、\\2 代表括号里找到的文字"),
)


class ReplacePane(QWidget):
    """Finds in the report of ``session`` and replaces there. ``match_chosen``: a place (Match) is to be shown;
    ``closed``: Esc was pressed."""

    match_chosen = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: tuple[Match, ...] = ()
        self._left_out: set[Match] = set()
        self._filling = False
        self._find = _box("查找的文字", "查找")
        self._replacement = _box("替换成的文字", "替换为（空着就是删去）")
        self._options = {name: _option(text, tip) for name, text, tip in _OPTIONS}
        self._told = QLabel()
        self._told.setAccessibleName("查找结果")
        self._told.setProperty("quiet", True)
        self._told.setWordWrap(True)
        self._one = _button("删去这一处", "只改列表里选中的一处，再到下一处（在“替换为”里按回车）")
        self._all = _button("全部删去", "改所有打了钩的地方，可以一步撤销")
        self._all.setProperty("primary", True)
        self._tick = QCheckBox("全选")
        self._tick.setToolTip("给所有的地方打钩，或都不打")
        self._list = QListWidget()
        self._list.setStyleSheet("QListWidget:!focus { border-color: transparent; } QListWidget { border-radius: 0; }")
        self._list.setAccessibleName("找到的地方")
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = MatchDelegate(self._list)
        self._list.setItemDelegate(self._delegate)
        self._elsewhere = ExpressionSearch(self)
        self._then: Callable[[], None] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self._find)

    def _lay_out(self) -> None:
        options = QGridLayout()
        options.setSpacing(theme.SPACE_XS)
        for at, option in enumerate(self._options.values()):
            options.addWidget(option, at // 2, at % 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self._tick)
        buttons.addStretch(1)
        buttons.addWidget(self._one)
        buttons.addWidget(self._all)
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_S)
        top.setSpacing(theme.SPACE_S)
        top.addWidget(self._find)
        top.addWidget(self._replacement)
        top.addLayout(options)
        top.addWidget(self._told)
        top.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._list, 1)

    def _wire(self) -> None:
        self._find.textChanged.connect(lambda _text: self._later.start())
        self._replacement.textChanged.connect(lambda _text: self._show_replacement())
        for option in self._options.values():
            option.toggled.connect(lambda _on: self.look())
        self._later.timeout.connect(self.look)
        self._elsewhere.found.connect(self._fill)
        self._elsewhere.failed.connect(lambda wrong: self._fill((), wrong))
        self._find.returnPressed.connect(self._go_to_list)
        self._replacement.returnPressed.connect(self.replace_one)
        self._one.clicked.connect(lambda _=False: self.replace_one())
        self._all.clicked.connect(lambda _=False: self.replace_all())
        self._tick.clicked.connect(self._tick_all)
        self._list.itemChanged.connect(self._on_ticked)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        self._session.subscribe(self._on_change)

    def enter(self, text: str = "") -> None:
        """Ready to type; ``text`` (what is selected in the editor) is looked for."""
        if text:
            self._find.setText(text)
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self.look()

    @property
    def search(self) -> Search:
        """What is looked for."""
        return Search(self._find.text(), **{name: option.isChecked() for name, option in self._options.items()})

    @property
    def found(self) -> list[Match]:
        """All places in the list."""
        return list(self._found)

    @property
    def chosen(self) -> list[Match]:
        """The places with a tick."""
        return [match for match in self._found if match not in self._left_out] if self._left_out else self.found

    @property
    def looking(self) -> bool:
        """Whether a search is under way: the list is of an earlier one."""
        return self._elsewhere.busy

    def look(self, then: Callable[[], None] | None = None) -> None:
        """Look for it now, and do ``then`` once the list shows it. For a regular expression that is later."""
        self._later.stop()
        self._elsewhere.stop()
        self._then = then
        report, search = self._session.report, self.search
        if search.regex and search.text:
            self._elsewhere.start(report, search)
            self._show_replacement()
        else:
            self._fill(matches(report, search))

    def _fill(self, found: tuple[Match, ...], wrong: str = "") -> None:
        row = max(0, self._list.currentRow())
        self._found = found
        if self._left_out:
            self._left_out &= set(found)
        self._filling = True
        self._list.clear()
        for match in found:
            self._list.addItem(_item(match, match not in self._left_out))
        self._filling = False
        self._list.setCurrentRow(min(row, len(found) - 1))
        self._show_replacement()
        then, self._then = self._then, None
        if wrong:
            self._tell(wrong)
        elif then is not None:
            then()

    def replace_one(self) -> None:
        """Replace the place that is current in the list; the one behind it is then current."""
        row = self._list.currentRow()
        if row < 0 or self.looking:
            return
        match = self._list.item(row).data(MATCH)

        def step() -> None:
            if row >= self._list.count():
                return
            behind = self._list.item(row).data(MATCH)
            # What was put there may hold what is looked for.
            same = (behind.node, behind.field) == (match.node, match.field)
            again = same and behind.start < match.start + len(self._become(match))
            self._list.setCurrentRow(min(row + again, self._list.count() - 1))

        self._replace([match], step)

    def replace_all(self) -> None:
        """Replace all places with a tick, as one step of undo."""
        self._replace(self.chosen, lambda: None)

    def _replace(self, chosen: list[Match], step: Callable[[], None]) -> None:
        """Replace ``chosen``, then do ``step`` in the list of what is left."""
        if not chosen or self.looking:
            return
        try:
            edit = replaced(self._session.report, chosen, self._replacement.text(), self.search)
            self._session.apply(edit)
        except EditError as error:
            self._tell(error.message)
            return
        verb = "替换" if self._replacement.text() else "删去"

        def then() -> None:
            step()
            left = f"，还有 {self._list.count()} 处" if self._list.count() else ""
            self._tell(f"{verb}了 {len(chosen)} 处{left}；可以撤销。")

        self.look(then)

    def _show_replacement(self) -> None:
        """The preview of each change, the counts, and which buttons have something to do."""
        count, chosen = self._list.count(), len(self.chosen)
        deletes = not self._replacement.text()
        wrong = "" if deletes or not count or self.looking else self._fault()
        self._delegate.becomes = None if deletes or wrong or self.looking else self._become
        self._list.viewport().update()
        may = not (self._session.read_only or wrong or self.looking)
        verb = "删去" if deletes else "替换"
        self._one.setText(f"{verb}这一处")
        self._one.setEnabled(may and count > 0)
        self._all.setText(f"全部{verb}（{chosen}）" if chosen else f"全部{verb}")
        self._all.setEnabled(may and chosen > 0)
        self._tick.setEnabled(count > 0)
        self._tick.setChecked(count > 0 and chosen == count)
        self._tell(wrong or self._counted(count, chosen))

    def _become(self, match: Match) -> str:
        return substitute(match, self._replacement.text(), self.search)

    def _fault(self) -> str:
        """Why the replacement can't be used, "" when it can: all places have the same groups."""
        try:
            self._become(self._list.item(0).data(MATCH))
        except EditError as error:
            return error.message
        return ""

    def _counted(self, count: int, chosen: int) -> str:
        if not self._find.text():
            return "在标题、正文、表格、附件、批注和责任人等各栏里查找。"
        if self.looking:
            return "正在查找…"
        if not count:
            return "没有找到。"
        first = f"只列出前 {MOST} 处" if count == MOST else f"找到 {count} 处"
        return first if chosen == count else f"{first}，打钩 {chosen} 处"

    def _tell(self, text: str) -> None:
        self._told.setText(text)

    def _tick_all(self, on: bool) -> None:
        self._left_out = set() if on else set(self.found)
        self._filling = True
        for at in range(self._list.count()):
            self._list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False
        self._show_replacement()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        match = item.data(MATCH)
        if item.checkState() == Qt.CheckState.Checked:
            self._left_out.discard(match)
        else:
            self._left_out.add(match)
        self._show_replacement()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.match_chosen.emit(item.data(MATCH))

    def _on_change(self, change: Change) -> None:
        if change.kind == "load":
            self._left_out.clear()
        if not self.isVisible() or change.before is change.after:
            return
        if self.search.regex:  # a process for each key would be too much
            self._later.start()
        else:
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._elsewhere.stop()

    def _go_to_list(self) -> None:
        self.look()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down and self._find.hasFocus():
            self._go_to_list()
        else:
            super().keyPressEvent(event)


def _item(match: Match, ticked: bool) -> QListWidgetItem:
    before, after = context(match)
    item = QListWidgetItem(f"{before}{match.found}{after}")
    item.setData(MATCH, match)
    item.setToolTip(match.where)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return item


def _box(name: str, hint: str) -> QLineEdit:
    box = QLineEdit()
    box.setProperty("quiet", True)
    box.setPlaceholderText(hint)
    box.setAccessibleName(name)
    box.setClearButtonEnabled(True)
    return box


def _option(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setToolTip(tip)
    return box


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
