"""只看这一节: one part of the report for itself, in the outline, on the pages and in what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from huibao.gui import theme
from huibao.gui.actions import Actions
from huibao.gui.editor.editor import EditorPane
from huibao.gui.jobs import Later
from huibao.gui.outline.pane import OutlinePane
from huibao.gui.pages.live import LivePages
from huibao.gui.status import StatusBar
from huibao.model import tree
from huibao.model.manuscript import body_items, printed
from huibao.model.report import Attachment, Id, Paragraph, Report, Section, plain
from huibao.model.text import count_characters
from huibao.review import Finding
from huibao.services.session import Change, Session

_PAUSE_MS = 200


class OneSection(QObject):
    """Keeps the views of ``session`` to one section (or attachment) until the user leaves it: by Esc, by the bar, or by going
    to another place. ``changed``: another part, or all again."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        outline: OutlinePane,
        editor: EditorPane,
        live: LivePages,
        status: StatusBar,
        actions: Actions,
    ) -> None:
        super().__init__(outline)
        self._session, self._outline, self._editor = session, outline, editor
        self._live, self._status, self._actions = live, status, actions
        self.node: Id = ""
        self.bar = SectionBar()
        self._later = Later(self._count, _PAUSE_MS, self)
        self._escapes = [_escape(widget, self.leave) for widget in (editor, outline)]
        self.bar.left.connect(self.leave)
        editor.node_changed.connect(self._on_node)
        session.subscribe(self._on_change)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"one_section": self.toggle}

    def toggle(self) -> None:
        """Only the part at the cursor; all of them again."""
        if self.node:
            self.leave()
            return
        part = part_of(self._session.report, self._editor.current_node())
        if part is None:
            self._actions["one_section"].setChecked(False)
            self._outline.refused.emit("请先把光标放到某一部分里，再选“只看这一节”。")
        else:
            self._show(part)

    def leave(self) -> None:
        """All parts again."""
        self._show(None)

    def within(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those of ``findings`` that are about what is shown."""
        part = self._part()
        return tuple(one for one in findings if part is None or one.node in tree.ids(part))

    def _part(self) -> Section | Attachment | None:
        part = part_of(self._session.report, self.node) if self.node else None
        return part if part is not None and part.id == self.node else None

    def _show(self, part: Section | Attachment | None) -> None:
        self.node = part.id if part is not None else ""
        self._actions["one_section"].setChecked(part is not None)
        for escape in self._escapes:
            escape.setEnabled(part is not None)
        self._outline.show_only(self.node)
        self._follow(part)
        self._count()
        self.changed.emit()

    def _follow(self, part: Section | Attachment | None) -> None:
        self._live.show_only(tree.ids(part) if part is not None else None)
        self.bar.say(title_of(part) if part is not None else "")

    def _count(self) -> None:
        part = self._part()
        self._status.show_part(None if part is None else characters_of(part))

    def _on_change(self, change: Change) -> None:
        if not self.node or change.kind == "state":
            return
        part = self._part() if change.kind != "load" else None
        if part is None:
            self.leave()
        else:
            self._follow(part)
            self._later.ask()

    def _on_node(self, node: Id) -> None:
        part = part_of(self._session.report, node)
        if self.node and (part is None or part.id != self.node):
            self.leave()


class SectionBar(QFrame):
    """Says which part alone is shown. ``left``: all of them are wanted again."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "quiet")
        self.setAccessibleName("只看这一节")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        leave = QPushButton("看全部（Esc）")
        leave.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        layout.addWidget(self._text, 1)
        layout.addWidget(leave)
        leave.clicked.connect(lambda _checked=False: self.left.emit())
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" when it is not there."""
        return "" if self.isHidden() else self._text.text()

    def say(self, title: str) -> None:
        """Name the part; "" for none: the bar goes."""
        self._text.setText(f"只看“{title}”：大纲、页面、字数和待完善都只算这一节。")
        self.setVisible(bool(title))


def part_of(report: Report, node: Id) -> Section | Attachment | None:
    """The section or attachment that ``node`` is or is in; None outside them."""
    parts: tuple[Section | Attachment, ...] = (*report.sections, *report.attachments)
    return next((part for part in parts if part.id == node or tree.contains(part, node)), None)


def title_of(part: Section | Attachment) -> str:
    """How a part is called: its number and words."""
    if isinstance(part, Section):
        return f"{part.heading.label}{part.heading.text}".strip() or "（未写标题）"
    return part.page_label or part.list_label or "附件"


def characters_of(part: Section | Attachment) -> int:
    """The length of ``part`` as Word counts."""
    if isinstance(part, Section):
        return count_characters(printed(body_items(part)))
    paragraphs = (node for node in tree.walk(part) if isinstance(node, Paragraph))
    return count_characters("\n".join([plain(part.name), *(paragraph.text for paragraph in paragraphs)]))


def _escape(widget: QWidget, act: Callable[[], None]) -> QShortcut:
    made = QShortcut(QKeySequence(Qt.Key.Key_Escape), widget)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
    made.setEnabled(False)
    return made
