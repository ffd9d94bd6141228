"""A process of its own that opens the window with a report and its pages, and tells what that took.

    python -m tests.benchmarks.pages_job FILE HOME

Prints JSON: pages, memory (MB resident), opened_ms (the longest the window stood still while the pages came in sight).
"""

import gc
import json
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication
from tests.benchmarks.test_live_pages import Heart

from huibao.gui.application import application, build
from huibao.gui.desk import Desk
from huibao.gui.main_window import MainWindow
from huibao.model.report import Report
from huibao.services.library import Library
from huibao.services.recent import Recent
from huibao.services.recovery import Recovery
from huibao.services.session import Session
from huibao.services.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def main(file: Path, home: Path) -> None:
    application()
    settings = Settings(home / "settings.json")
    library = Library(ROOT / "resources", home / "data")
    window = build(Desk(Session(Report()), library, settings, Recent(settings), Recovery(home / "recovery")))
    window.resize(1440, 900)
    window.show()
    window.files.open_file(file)
    wait(lambda: window._follower.pages is not None and not window._jobs.busy and not window._follower._maker.busy)
    gc.collect()
    gc.freeze()
    heart = Heart()
    window.action("pages").trigger()
    wait(lambda: window._live.view.page_count > 0)
    for _ in range(200):
        QApplication.processEvents()
        time.sleep(0.005)
    opened = heart.longest
    pages = window._live.view.page_count
    sys.stdout.write(json.dumps({"pages": pages, "memory": resident_mb(), "opened_ms": opened}) + "\n")
    leave(window)


def wait(done: object, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        if done():  # type: ignore[operator]
            return
        time.sleep(0.002)
    raise TimeoutError("the pages did not come")


def resident_mb() -> float:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096 / 1e6


def leave(window: MainWindow) -> None:
    window.abandon()
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
