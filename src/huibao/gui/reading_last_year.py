"""Last year's report read off the window's thread, whatever kind of file it is; its file is only ever read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huibao.errors import HuibaoError, PasswordNeeded
from huibao.gui.dialogs.messages import tell
from huibao.gui.dialogs.password import ask_password
from huibao.gui.jobs import Jobs
from huibao.services.documents import Opened, open_document
from huibao.services.library import Library

READABLE = "报告 (*.huibao *.docx *.doc *.wps *.rtf *.odt *.html *.htm *.txt);;所有文件 (*)"


def read_last_year(
    path: Path,
    library: Library,
    jobs: Jobs,
    window: QWidget,
    done: Callable[[Opened], None],
    password: str | None = None,
) -> None:
    """Read ``path`` and hand it to ``done``; a file that is encrypted is asked the password of, what goes wrong is told."""

    def failed(error: HuibaoError) -> None:
        if not isinstance(error, PasswordNeeded):
            tell(window, "没有打开", error.message)
            return
        given = ask_password(window, error.message)
        if given:
            read_last_year(path, library, jobs, window, done, given)

    work = partial(open_document, path, library, password=password)
    jobs.run(work, done, failed, f"正在打开“{path.name}”…")
