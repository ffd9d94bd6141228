"""The window as a hand uses it: real keys on a real X screen, and the files that come of it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huibao.formats import native
from huibao.model.report import Paragraph
from huibao.model.tree import walk

pytestmark = pytest.mark.display
PATIENCE = 15.0


class Hand:
    """Starts the program on the screen, presses keys in the window that has the focus, and looks at its title."""

    def __init__(self, root: Path, home: Path, xdotool: str) -> None:
        self._root, self._home, self._xdotool = root, home, xdotool
        self.program: subprocess.Popen[bytes] | None = None

    def start(self, *files: Path) -> None:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "QT_", "PYTHON"))}
        env |= {"HOME": str(self._home), "PYTHONPATH": str(self._root / "src"), "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "huibao", *map(str, files)]
        self.program = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._do("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        self._do("type", "--delay", "40", text)
        time.sleep(0.2)

    def sees(self, title: str) -> None:
        """Wait until the window that has the focus has ``title`` in its own."""
        self.waits(lambda: title in self._title(), f"a window “{title}”")

    def waits(self, done: Callable[[], bool], what: str = "") -> None:
        last = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < last, f"waited in vain for {what}; the title is “{self._title()}”"
            time.sleep(0.1)

    def ended(self) -> bool:
        assert self.program is not None
        return self.program.poll() is not None

    def kill(self) -> None:
        if self.program is not None and self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
            self.program.wait()

    def _title(self) -> str:
        done = subprocess.run([self._xdotool, "getwindowfocus", "getwindowname"], capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace").strip()

    def _do(self, *args: str) -> None:
        subprocess.run([self._xdotool, *args], check=True, capture_output=True)


@pytest.fixture
def hand(root: Path, tmp_path: Path, tool: Callable[[str], str]) -> Iterator[Hand]:
    home = tmp_path / "home"
    home.mkdir()
    made = Hand(root, home, tool("xdotool"))
    yield made
    made.kill()


@pytest.fixture
def received(tmp_path: Path, sample: Path) -> Path:
    """Last year's report, as it came."""
    return Path(shutil.copy(sample, tmp_path / "last.txt"))


def text_of(file: Path) -> str:
    report = native.load(file.read_bytes()).report
    return "\n".join(node.text for node in walk(report) if isinstance(node, Paragraph))


def test_last_years_text_becomes_a_report_that_is_saved_exported_and_opened_again(
    hand: Hand, received: Path, tmp_path: Path
) -> None:
    before = received.read_bytes()
    hand.start(received)
    hand.sees("核对识别结果")
    hand.press("Return")
    hand.sees("last.txt — 汇报")
    hand.press("ctrl+End")
    hand.type("Checked.")
    hand.press("ctrl+s")
    hand.sees("另存为")
    hand.type(str(tmp_path / "new"))
    hand.press("Return")
    saved = tmp_path / "new.huibao"
    hand.waits(saved.exists, "the saved file")
    hand.sees("new.huibao — 汇报")
    assert "Checked." in text_of(saved)
    assert received.read_bytes() == before

    hand.press("ctrl+shift+w")
    hand.sees("导出为 Word")
    hand.type(str(tmp_path / "new"))
    hand.press("Return")
    word = tmp_path / "new.docx"
    hand.waits(word.exists, "the Word file")
    assert word.read_bytes()[:4] == b"PK\x03\x04"

    hand.press("ctrl+q")
    hand.waits(hand.ended, "the end")
    hand.start(saved)
    hand.sees("new.huibao — 汇报")
    hand.press("ctrl+q")
    hand.waits(hand.ended, "the end")


def test_leaving_with_changes_asks_and_escape_stays(hand: Hand, received: Path, tmp_path: Path) -> None:
    hand.start(received)
    hand.sees("核对识别结果")
    hand.press("Return")
    hand.sees("last.txt — 汇报")
    hand.type("X")
    hand.press("ctrl+q")
    hand.sees("还没有保存")
    hand.press("Escape")
    hand.sees("last.txt* — 汇报")
    hand.press("ctrl+z")
    hand.sees("last.txt — 汇报")
    hand.press("ctrl+q")
    hand.waits(hand.ended, "the end")


def test_what_was_not_saved_comes_back_after_a_power_cut(hand: Hand, received: Path, tmp_path: Path) -> None:
    hand.start(received)
    hand.sees("核对识别结果")
    hand.press("Return")
    hand.sees("last.txt — 汇报")
    hand.type("Power cut.")
    copies = tmp_path / "home" / ".local" / "state" / "huibao" / "recovery"
    hand.waits(lambda: any(copies.glob("*.huibao")), "the copy that is kept now and then")
    hand.kill()
    hand.start()
    hand.sees("恢复没有保存的报告")
    hand.press("Return")
    hand.sees("last.txt* — 汇报")
    (copy,) = copies.glob("*.huibao")
    assert "Power cut." in text_of(copy)


def test_a_new_report_is_begun_and_an_entry_added_by_keys_alone(hand: Hand, tmp_path: Path) -> None:
    hand.start()
    hand.sees("汇报")
    hand.press("ctrl+n")
    hand.sees("用模板新建")
    hand.press("Return")
    hand.sees("年")
    hand.press("ctrl+1", "End", "Home", "Down", "Down")  # in the outline: front, first section, its first heading
    hand.press("ctrl+2")
    hand.press("ctrl+Return")
    hand.type("Added")
    hand.press("ctrl+s")
    hand.sees("另存为")
    hand.type(str(tmp_path / "fresh"))
    hand.press("Return")
    saved = tmp_path / "fresh.huibao"
    hand.waits(saved.exists, "the saved file")
    assert "Added" in saved_json(saved)


def saved_json(file: Path) -> str:
    import zipfile

    with zipfile.ZipFile(file) as package:
        return package.read("report.json").decode("utf-8")
