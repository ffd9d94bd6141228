"""The editor's menus: what may be done with the text, the table and the entry at the cursor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from huibao.gui.editor.rows import Row
from huibao.gui.table_commands import COMMANDS

if TYPE_CHECKING:
    from huibao.gui.editor.editor import EditorPane


def context_menu(pane: EditorPane, row: Row, *, in_structure: bool) -> QMenu:
    """The menu at ``row``; ``in_structure``: it stands in something that can be moved about."""
    menu = QMenu(pane)
    selected = pane.has_selection()
    for text, act, on in (
        ("剪切", pane.cut, selected),
        ("复制", pane.copy, selected),
        ("粘贴", pane.paste, True),
        ("全选", pane.select_all, True),
    ):
        _add(menu, text, act).setEnabled(on)
    menu.addSeparator()
    if row.table is not None:
        _add_table(menu.addMenu("表格"), pane)
    add_structure(menu, pane, row, in_structure=in_structure)
    return menu


def add_structure(menu: QMenu, pane: EditorPane, row: Row, *, in_structure: bool) -> None:
    """What may be done with the entry or heading at ``row``."""
    if not in_structure:
        return
    do = pane.structure
    acts: list[tuple[str, Callable[[], None]]] = [("上移", do.move_up), ("下移", do.move_down)]
    acts += [("升级", do.promote), ("降级", do.demote)]
    if row.entry:
        acts += [("从光标处拆成两条", do.split_entry), ("与上一条合并", do.merge_entry), ("删除这一条", do.remove_entry)]
    for text, act in acts:
        _add(menu, text, act)


def _add_table(menu: QMenu, pane: EditorPane) -> None:
    for name, text in COMMANDS:
        if name:
            _add(menu, text, partial(pane.structure.table_command, name))
        else:
            menu.addSeparator()


def _add(menu: QMenu, text: str, act: Callable[[], None]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _=False: act())
    return action
