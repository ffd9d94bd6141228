"""Work off the window's thread, with a progress dialog for what takes long, and its result back on the window's thread.

Work gets only frozen values (a report, bytes, paths), so nothing needs a lock. What a work raises comes back too: a
HuibaoError to ``failed``, anything else is raised in the window's thread, where ``sys.excepthook`` says it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget
from shiboken6 import isValid

from huibao.errors import HuibaoError

Result = TypeVar("Result")
PATIENCE_MS = 300
_LOOK_MS = 100


@dataclass(slots=True)
class Progress:
    """What a worker and its dialog tell each other: how many of how many pieces are done, the last one's name, and whether to
    stop. Each is written by one side only."""

    done: int = 0
    total: int = 0
    name: str = ""
    stopped: bool = False

    def tell(self, done: int, total: int, name: str) -> None:
        """From the worker: ``done`` of ``total`` pieces are done."""
        self.done, self.total, self.name = done, total, name


class _Job(QObject):
    """One piece of work under way. ``ended`` crosses from the worker's thread to the window's."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = True
        self.progress: Progress | None = None
        self.dialog: QProgressDialog | None = None
        self.always: Callable[[], None] | None = None

    def say_ended(self) -> None:
        """From the worker's thread; the window may be gone by then."""
        if isValid(self):
            self.ended.emit()

    def give_up(self) -> None:
        self.wanted = False
        if self.progress is not None:
            self.progress.stopped = True
        self.close_dialog()

    def show_progress(self) -> None:
        """How far the work is; called now and then while the dialog is there."""
        if self.dialog is not None and self.progress is not None and self.progress.total:
            self.dialog.setMaximum(self.progress.total)
            self.dialog.setValue(min(self.progress.done, self.progress.total - 1))  # at its end it would close itself

    def close_dialog(self) -> None:
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.canceled.disconnect()
            dialog.close()
            dialog.deleteLater()


class Jobs(QObject):
    """Runs work for a window. ``idle`` is sent when the last wanted piece of work has ended."""

    idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="huibao")
        self._open: set[_Job] = set()
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether work is under way whose result is still wanted."""
        return any(job.wanted for job in self._open)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[HuibaoError], None] | None = None,
        title: str = "",
        *,
        cancel: bool = True,
        always: Callable[[], None] | None = None,
        progress: Progress | None = None,
    ) -> Callable[[], None]:
        """Do ``work`` elsewhere, then call ``done`` (or ``failed``) here. With ``title``, a dialog shows itself after 300 ms;
        ``cancel``: it has a button for that; ``progress``: it shows how far the work is. ``always`` is called first when the
        work has ended, however it did. Returns what cancels: the result is dropped, and work that looks at
        ``progress.stopped`` ends soon; other work may run on."""
        if self._closed:
            return lambda: None
        job = _Job(self)
        job.always = always
        job.progress = progress
        self._open.add(job)
        future: Future[Result] = self._pool.submit(work)
        job.ended.connect(lambda: self._end(job, future, done, failed), Qt.ConnectionType.QueuedConnection)
        future.add_done_callback(lambda _: job.say_ended())
        if title:
            QTimer.singleShot(PATIENCE_MS, job, lambda: self._show(job, title, cancel))
        return job.give_up

    def close(self) -> None:
        """No more work: what has not begun, or comes later, is dropped."""
        self._closed = True
        for job in self._open:
            job.give_up()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _show(self, job: _Job, title: str, cancel: bool) -> None:
        if job not in self._open or not job.wanted:
            return
        dialog = QProgressDialog(title, "取消", 0, 0, self._window)
        if not cancel:
            dialog.setCancelButton(None)
        dialog.setWindowTitle("请稍候")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        dialog.setMinimumWidth(320)
        dialog.canceled.connect(job.give_up if cancel else lambda: None)
        job.dialog = dialog
        look = QTimer(dialog)
        look.timeout.connect(job.show_progress)
        look.start(_LOOK_MS)
        dialog.show()

    def _end(
        self,
        job: _Job,
        future: Future[Result],
        done: Callable[[Result], None],
        failed: Callable[[HuibaoError], None] | None,
    ) -> None:
        self._open.discard(job)
        job.close_dialog()
        job.deleteLater()
        if job.always is not None:
            job.always()
        if job.wanted:
            self._hand_over(future, done, failed)
        if not self.busy:
            self.idle.emit()

    def _hand_over(
        self, future: Future[Result], done: Callable[[Result], None], failed: Callable[[HuibaoError], None] | None
    ) -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        except HuibaoError as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)


class Later(QObject):
    """Calls ``action`` once, ``delay_ms`` after the last ``ask``: for what need not follow every key."""

    def __init__(self, action: Callable[[], None], delay_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(action)

    def ask(self) -> None:
        """Call it in a while; an earlier wish is put off."""
        self._timer.start()

    def stop(self) -> None:
        """Forget the wish."""
        self._timer.stop()
