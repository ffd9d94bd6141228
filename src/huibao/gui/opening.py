"""Reading a file together with its lock, and what to do when another has the report open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huibao.gui.dialogs.messages import ask
from huibao.model.template import Template
from huibao.services import documents, locks
from huibao.services.documents import Opened, open_document
from huibao.services.library import Library

_LOOK, _COPY, _OVER, _STOP = "只读打开", "打开副本", "接管", "取消"


@dataclass(frozen=True, slots=True)
class Opening:
    """A report that was read: its ``lock``, or who has it (``held``); neither for one that is not saved where it came from.
    ``word``: a Word file to take back from into it."""

    opened: Opened
    lock: locks.Lock | None = None
    held: locks.Holder | None = None
    word: Path | None = None


def readable() -> str:
    """What a file dialog shows of files to open: all kinds that can be read, then each, then whatever there is."""
    kinds = [
        (name.partition("（")[0], " ".join(f"*{ending}" for ending in endings))
        for name, endings in documents.readable()
    ]
    every = " ".join(patterns for _, patterns in kinds)
    return ";;".join([f"能打开的文件 ({every})", *(f"{name} ({patterns})" for name, patterns in kinds), "所有文件 (*)"])


def read(
    path: Path,
    library: Library,
    template: Template | None = None,
    encoding: str | None = None,
    password: str | None = None,
    word: Path | None = None,
) -> Opening:
    """Read ``path`` and take its lock. Touches the disk, so not for the window's thread. Raises InputError; PasswordNeeded
    for a file that a password opens."""
    opened = open_document(path, library, encoding, template, password=password)
    if opened.path is None or opened.read_only:
        return Opening(opened, word=word)
    try:
        return Opening(opened, lock=locks.take(opened.path), word=word)
    except locks.HeldError as error:
        return Opening(opened, held=error.holder, word=word)


def settle(opening: Opening, window: QWidget) -> Opening | None:
    """``opening`` ready to be shown: where another has the report the user chooses how; None when the user gave up."""
    opened, holder = opening.opened, opening.held
    if holder is None or opened.path is None:
        return opening
    taken = ask(
        window,
        "报告正在别处打开",
        f"{holder.sentence}。",
        (_LOOK, _COPY, _OVER, _STOP),
        detail="只读打开可以看、可以导出；打开副本可以修改，保存时另取名称；对方已经关闭或电脑断电时，才用接管。",
    )
    if taken == _LOOK:
        return Opening(replace(opened, read_only=True), word=opening.word)
    if taken == _COPY:
        return Opening(replace(opened, path=None), word=opening.word)
    if taken == _OVER:
        return Opening(opened, lock=locks.take(opened.path, over=True), word=opening.word)
    return None
