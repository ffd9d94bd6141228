"""批注 in the window: writing them, the list at the right, and marks in the outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from huibao.errors import EditError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.editor.editor import EditorPane
from huibao.gui.jobs import Later
from huibao.gui.outline.pane import OutlinePane
from huibao.gui.outline.rows import FRONT, row_of
from huibao.gui.panels.comment_rows import CommentRow
from huibao.gui.panels.comments_pane import CommentsPane
from huibao.gui.panels.side_pane import SidePane
from huibao.model import tree
from huibao.model.comments import in_print_order, place_name
from huibao.model.edits import AddComment, ChangeComment, Edit, RemoveComment, Resolve
from huibao.model.report import Comment, Id, new_id, plain
from huibao.services.session import Change

PANE, AUTHOR = "comments", "comment_author"
_PAUSE_MS = 400


class Commenting(QObject):
    """Fills ``pane``, a tab of ``side``, and changes the report as it asks."""

    def __init__(self, desk: Desk, editor: EditorPane, outline: OutlinePane, side: SidePane, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._editor, self._outline, self._side, self._window = desk, editor, outline, side, window
        self._action: QAction | None = None
        self._draft: Comment | None = None
        self.pane = CommentsPane()
        self._later = Later(self._show, _PAUSE_MS, self)
        self._wire()

    def _wire(self) -> None:
        pane = self.pane
        pane.chosen.connect(lambda id_: self._go(id_, stay=True))
        pane.entered.connect(lambda id_: self._go(id_))
        pane.insert_requested.connect(self.insert)
        pane.edit_requested.connect(self._edit)
        pane.remove_requested.connect(lambda id_: self._do(RemoveComment, id_))
        pane.resolve_requested.connect(lambda id_, on: self._do(lambda comment: Resolve(comment, on), id_))
        pane.draft.posted.connect(self._post)
        pane.draft.given_up.connect(self._editor.setFocus)
        self._editor.view.comment_chosen.connect(self._pick)
        self._editor.menu_requested.connect(self._offer)
        self._desk.session.subscribe(self._on_change)

    def commands(self, action: QAction) -> dict[str, Callable[[], object]]:
        """What each action does; ``action`` inserts one, and stands in the editor's menu too."""
        self._action = action
        return {"comment": self.insert, "comments": lambda: self._side.toggle(PANE)}

    def insert(self) -> None:
        """Begin a comment on what is selected or at the cursor; in the outline, on its row."""
        report = self._desk.session.report
        self.finish()
        focused = QApplication.focusWidget()
        in_outline = focused is not None and self._outline.isAncestorOf(focused)
        row = self._outline.current_node() if in_outline else ""
        node, quote = (row, "") if row and tree.contains(report, row) else self._editor.view.spot()
        author = self._desk.settings.get(AUTHOR, "")
        self._begin(Comment(new_id(), node, "", author, quote=quote))

    def finish(self) -> None:
        """What is being written is a comment: the report is about to be saved or closed."""
        self.pane.draft.finish()

    def _edit(self, id_: Id) -> None:
        comment = self._comment(id_)
        if comment is not None and not self._desk.session.read_only:
            self._begin(comment)

    def _begin(self, comment: Comment) -> None:
        self._draft = comment
        self._side.unfold(PANE)
        where = place_name(self._desk.session.report, comment.about)
        about = f"{where}　“{comment.quote}”" if comment.quote else where
        self.pane.draft.begin(about, comment.author, comment.text)

    def _post(self, text: str, author: str) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if draft.text:
            self._apply(ChangeComment(replace(draft, text=text, author=author)))
        else:
            self._desk.settings.set(AUTHOR, author)
            now = datetime.now().isoformat(timespec="seconds")
            self._apply(AddComment(replace(draft, text=text, author=author, date=now)))
            self._editor.setFocus()
        self._pick(draft.id)

    def _comment(self, id_: Id) -> Comment | None:
        return next((held for held in self._desk.session.report.comments if held.id == id_), None)

    def _pick(self, id_: Id) -> None:
        comment = self._comment(id_)
        if comment is not None:
            self._side.unfold(PANE)
            self._show()
            self.pane.pick(comment)

    def _go(self, id_: Id, *, stay: bool = False) -> None:
        """Show the place of a comment, the words it is about selected; ``stay``: the keys stay in the list."""
        comment, report = self._comment(id_), self._desk.session.report
        if comment is None:
            return
        if comment.about == report.id:
            self._editor.show_node(FRONT)
        else:
            node = tree.find(report, comment.about)
            heading = getattr(node, "heading", None)
            text = plain(getattr(node, "runs", ())) or (heading.text if heading is not None else "")
            at = text.find(comment.quote) if comment.quote else -1
            if at >= 0:
                self._editor.show_place(comment.about, at, len(comment.quote))
            else:
                self._editor.show_node(comment.about)
        if stay:
            self.pane.setFocus()

    def _do(self, make: Callable[[Comment], Edit], id_: Id) -> None:
        comment = self._comment(id_)
        if comment is not None:
            self._apply(make(comment))

    def _apply(self, edit: Edit) -> None:
        session = self._desk.session
        session.seal()
        try:
            session.apply(edit, self)
        except EditError as error:
            tell(self._window, "没有修改", error.message)
        session.seal()

    def _offer(self, menu: QMenu) -> None:
        if self._action is not None:
            menu.addSeparator()
            menu.addAction(self._action)

    def _on_change(self, change: Change) -> None:
        if change.kind == "load" or change.before.comments is not change.after.comments:
            self._later.stop()
            self._show()
        elif change.after.comments:
            self._later.ask()

    def _show(self) -> None:
        session = self._desk.session
        report = session.report
        ordered = in_print_order(report)
        rows = [CommentRow(comment, place_name(report, comment.about)) for comment in ordered]
        self.pane.show_comments(rows, session.read_only)
        still_open = [comment for comment in ordered if not comment.resolved]
        self._side.set_title(PANE, f"批注 {len(still_open)}" if still_open else "批注")
        places = (FRONT if comment.about == report.id else row_of(report, comment.about) for comment in still_open)
        self._outline.set_commented(Counter(places))
