"""Export, print preview and printing of the open report; what came of it is said in a quiet bar with the next steps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from huibao.errors import HuibaoError, OutputError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import ask, tell
from huibao.gui.dialogs.save_path import ask_save_path, same_file
from huibao.gui.jobs import Jobs
from huibao.gui.pages.follower import PageFollower
from huibao.gui.panels.notice_bar import NoticeBar, Offer
from huibao.layout import Pages
from huibao.services import documents

_KINDS: dict[documents.Kind, tuple[str, str]] = {
    "docx": ("导出为 Word", "Word 文档 (*.docx)"),
    "pdf": ("导出为 PDF", "PDF 文件 (*.pdf)"),
    "xlsx": ("导出问题整改台账", "Excel 表格 (*.xlsx)"),
    "txt": ("导出为纯文本", "纯文本 (*.txt)"),
}
_WITH, _WITHOUT, _COMMENTS = "带上批注", "不带批注", "export_comments"
_OTHER, _AGAIN, _ANYWAY, _STOP = "换一个名称", "再试一次", "照样写入", "取消"


class ExportFlow(QObject):
    """Writes the report as it is at that moment; editing may go on meanwhile."""

    def __init__(self, desk: Desk, jobs: Jobs, follower: PageFollower, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._follower, self._notice, self._window = desk, jobs, follower, notice, window
        self._waiting: Callable[[Pages], object] | None = None
        follower.pages_changed.connect(self._on_pages)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            **{f"export_{kind}": partial(self.export, kind) for kind in _KINDS},
            "preview": self.preview,
            "print": self.print,
        }

    def export(self, kind: documents.Kind) -> None:
        """Ask for a file and write the report there as ``kind``."""
        session = self._desk.session
        near = session.path or session.source
        folder = self._desk.settings.get("export_folder", "") if near is None else str(near.parent)
        suffix = f".{kind}"
        name = documents.proposed_name(session.report, near, suffix)
        self._ask_and_write(kind, Path(folder or Path.home()) / name)

    def preview(self) -> None:
        """Show the pages as they will be printed."""
        self._with_pages(self._show_preview)

    def print(self) -> None:
        """Print the pages."""
        self._with_pages(self._print)

    def _ask_and_write(self, kind: documents.Kind, start_at: Path) -> None:
        title, kinds = _KINDS[kind]
        path = ask_save_path(self._top, title, start_at, kinds, f".{kind}")
        if path is None:
            return
        source = self._desk.session.source
        if source is not None and self._desk.session.path is None and same_file(path, source):
            tell(self._top, "换一个名称", "收到的原文件要原样留着，不能覆盖；请换一个名称导出。")
            self._ask_and_write(kind, start_at)
            return
        comments = self._with_comments() if kind == "docx" else False
        if comments is not None:
            self._write(kind, path, comments=comments)

    def _with_comments(self) -> bool | None:
        """Whether the Word file is to have the report's comments, None to leave off; asked only where there are any. The
        answer given last time comes first."""
        comments = self._desk.session.report.comments
        if not comments:
            return False
        choices = (_WITH, _WITHOUT) if self._desk.settings.get(_COMMENTS, True) else (_WITHOUT, _WITH)
        settled = sum(comment.resolved for comment in comments)
        said = f"这份报告有 {len(comments)} 条批注" + (f"，其中 {settled} 条已解决" if settled else "") + "。"
        detail = "带批注的用来送审、征求意见；正式上报的一般不带。PDF 和打印出来的总不带。"
        taken = ask(self._top, "导出为 Word", f"{said}要写进 Word 文件吗？", (*choices, _STOP), detail=detail)
        if taken == _STOP:
            return None
        self._desk.settings.set(_COMMENTS, taken == _WITH)
        return taken == _WITH

    def _write(self, kind: documents.Kind, path: Path, even_if_open: bool = False, *, comments: bool = False) -> None:
        session, library = self._desk.session, self._desk.library
        report, media = session.report, dict(session.media)

        def work() -> tuple[str, ...]:
            return documents.export(report, media, path, library, kind, even_if_open=even_if_open, comments=comments)

        def failed(error: HuibaoError) -> None:
            self._refuse(kind, path, error, comments)

        self._jobs.run(work, lambda notes: self._say_done(path, notes), failed, f"正在{_KINDS[kind][0]}…")

    def _refuse(self, kind: documents.Kind, path: Path, error: HuibaoError, comments: bool) -> None:
        in_use = isinstance(error, OutputError) and error.in_use
        choices = (_OTHER, _AGAIN, _ANYWAY, _STOP) if in_use else (_OTHER, _STOP)
        detail = "如果对方其实已经关闭，可以选“照样写入”。" if in_use else ""
        taken = ask(self._top, "没有导出", error.message, choices, detail=detail)
        if taken == _OTHER:
            self._ask_and_write(kind, path.with_stem(f"{path.stem}（2）"))
        elif taken in (_AGAIN, _ANYWAY):
            self._write(kind, path, even_if_open=taken == _ANYWAY, comments=comments)

    def _say_done(self, path: Path, notes: tuple[str, ...]) -> None:
        self._desk.settings.set("export_folder", str(path.parent))
        offers: tuple[Offer, ...] = (
            ("打开", lambda: open_file(path)),
            ("打开所在文件夹", lambda: show_in_folder(path)),
            ("复制文件", lambda: self._copy(path)),
        )
        said = f"已导出“{path.name}”。{''.join(notes)}"
        if self._top is self._window:
            self._notice.say(said, offers, missing=bool(notes))
            return
        # The preview hides the bar.
        taken = ask(
            self._top, "已导出", said, (*(label for label, _ in offers), "关闭"), icon=QMessageBox.Icon.Information
        )
        steps: dict[str, Callable[[], object]] = dict(offers)
        steps.get(taken, _nothing)()

    @property
    def _top(self) -> QWidget:
        """The window that a dialog belongs to: the preview while it is open."""
        return QApplication.activeModalWidget() or self._window

    def _copy(self, path: Path) -> None:
        copy_file(path)
        self._notice.say(f"已复制“{path.name}”，可以到微信、QQ 等聊天窗口或文件夹里粘贴。")

    def _with_pages(self, show: Callable[[Pages], object]) -> None:
        """``show`` the pages of the report as it is now: those at hand, or the next that come."""
        follower = self._follower
        if follower.is_current and follower.pages is not None:
            show(follower.pages)
        else:
            self._waiting = show
            follower.refresh()

    def _on_pages(self, pages: Pages) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(pages)

    def _print(self, pages: Pages) -> None:
        from huibao.gui.pages.printing import print_pages  # Qt's printing takes a while to load, and few starts need it

        print_pages(pages, ask, self._top, self._desk.session.report.title)

    def _show_preview(self, pages: Pages) -> None:
        from huibao.gui.pages.preview import PreviewDialog

        dialog = PreviewDialog(pages, self._desk.session.report.title, self._window)
        dialog.print_requested.connect(self.print)
        dialog.pdf_requested.connect(lambda: self.export("pdf"))
        dialog.exec()
        dialog.deleteLater()


def _nothing() -> None:
    """What 关闭 does."""


def open_file(path: Path) -> None:
    """Open ``path`` in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Open the folder of ``path``; on Windows with the file selected."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", str(path).replace("/", "\\")])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def copy_file(path: Path) -> None:
    """Put the file itself into the clipboard, to paste into a chat or a folder."""
    url = QUrl.fromLocalFile(str(path))
    data = QMimeData()
    data.setUrls([url])
    data.setData("x-special/gnome-copied-files", b"copy\n" + url.toEncoded().data())
    QApplication.clipboard().setMimeData(data)
