"""Asking where to write a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from huibao.gui.dialogs.messages import ask


def ask_save_path(window: QWidget, title: str, start_at: Path, kinds: str, suffix: str) -> Path | None:
    """A file to write, with ``suffix``; an existing one is asked about, by verb. None when the user gave up."""
    options = QFileDialog.Option.DontConfirmOverwrite
    while True:
        name, _ = QFileDialog.getSaveFileName(window, title, str(start_at), kinds, options=options)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        if not path.exists():
            return path
        taken = ask(window, "已有同名文件", f"“{path.name}”已经有了，要覆盖它吗？", ("换一个名称", "覆盖", "取消"))
        if taken == "覆盖":
            return path
        if taken == "取消":
            return None
        start_at = path


def same_file(one: Path, other: Path) -> bool:
    """Whether both name one file, whatever the way to it; files that are not there by their names."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
