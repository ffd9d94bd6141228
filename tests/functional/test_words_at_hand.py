"""Words at hand, as a hand uses them: phrases with blanks, days, captions, tables, attachments and what is pasted, all by
real keys on a real X screen, and what the saved file holds then."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.functional.test_window import Hand, hand  # noqa: F401  (a fixture)
from tests.services.test_pasted import PIXEL

from huibao.formats import native
from huibao.model import tree
from huibao.model.manuscript import manuscript
from huibao.model.report import Picture, Report, Table

pytestmark = pytest.mark.display
CLIPBOARD = """
import sys
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
app = QApplication([])
held = QMimeData()
held.setHtml(open(sys.argv[1], encoding="utf-8").read())
held.setText(open(sys.argv[2], encoding="utf-8").read())
app.clipboard().setMimeData(held)
print("ready", flush=True)
app.exec()
"""


@pytest.fixture
def opened(hand: Hand, root: Path, sample: Path, tmp_path: Path) -> Callable[[], Report]:  # noqa: F811
    """The sample, open; a call saves it and gives what the file holds."""
    file = tmp_path / "a.huibao"
    env = os.environ | {"PYTHONPATH": str(root / "src")}
    subprocess.run([sys.executable, "-m", "huibao", "convert", str(sample), "-o", str(file)], env=env, check=True)
    hand.start(file)
    hand.sees("a.huibao — 汇报")

    def saved() -> Report:
        hand.press("ctrl+s")
        hand.sees("a.huibao — 汇报")
        return native.load(file.read_bytes()).report

    return saved


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Callable[[str, str], None]]:
    """Another program that holds HTML and text in the clipboard."""
    running: list[subprocess.Popen[str]] = []

    def copy(html: str, text: str) -> None:
        (tmp_path / "c.html").write_text(html, encoding="utf-8")
        (tmp_path / "c.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", CLIPBOARD, str(tmp_path / "c.html"), str(tmp_path / "c.txt")]
        env = os.environ | {"QT_QPA_PLATFORM": "xcb"}
        program = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        running.append(program)
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "ready"
        time.sleep(0.3)

    yield copy
    for program in running:
        program.kill()
        program.communicate()


def to_problem(hand: Hand) -> None:  # noqa: F811
    """Into the text of the first problem: in the outline front, first section, second, its first group, the problem."""
    hand.press("ctrl+1", "Home", "Down", "Down", "Down", "Down", "ctrl+2", "Tab", "End")


def words(report: Report) -> str:
    return "\n".join(item.label + item.text for item in manuscript(report))


def test_a_phrase_is_found_put_in_and_its_blanks_are_filled(hand: Hand, opened: Callable[[], Report]) -> None:  # noqa: F811
    to_problem(hand)
    hand.press("F4")
    hand.sees("常用语")
    hand.press("Down", "Return")
    hand.sees("a.huibao* — 汇报")
    hand.type("May")
    hand.press("Tab")
    hand.type("Area1")
    said = words(opened())
    assert "May的检查中，在Area1发现【问题】【数量】处，未在规定时限内整改。" in said


def test_a_day_is_chosen_with_the_arrows(hand: Hand, opened: Callable[[], Report]) -> None:  # noqa: F811
    hand.press("ctrl+1", "Home", "Down", "ctrl+2", "Tab", "Home")
    hand.press("ctrl+semicolon", "Down", "Right", "Return")
    chosen = date.today() + timedelta(days=1)
    assert f"{chosen.year}年{chosen.month}月{chosen.day}日" in words(opened())


def test_a_picture_gets_its_caption_and_a_table_its_words(
    hand: Hand, opened: Callable[[], Report], tmp_path: Path  # noqa: F811
) -> None:
    (tmp_path / "square.png").write_bytes(PIXEL)
    hand.press("ctrl+1", "Home", "Down", "ctrl+2", "Tab")
    hand.press("alt+i", "p")
    hand.sees("插入图片")
    hand.type(str(tmp_path / "square.png"))
    hand.press("Return")
    hand.sees("a.huibao* — 汇报")
    hand.type("Figure 1")
    hand.press("Return")
    hand.type("Below")
    hand.press("alt+i", "t")
    hand.sees("插入表格")
    hand.press("Return")
    hand.type("A")
    hand.press("Tab")
    hand.type("B")
    report = opened()
    (picture,) = [node for node in tree.walk(report) if isinstance(node, Picture)]
    assert [line.text for line in picture.caption] == ["Figure 1"]
    assert picture.alt == "square"
    (table,) = [node for node in tree.walk(report) if isinstance(node, Table)]
    assert [cell.paragraphs[0].text for cell in table.rows[0]] == ["A", "B", ""]
    kinds = [type(block).__name__ for block in report.sections[0].blocks[:4]]
    assert kinds == ["Paragraph", "Picture", "Paragraph", "Table"]


def test_an_attachment_that_is_inserted_is_listed_under_the_text(hand: Hand, opened: Callable[[], Report]) -> None:  # noqa: F811
    hand.press("alt+i", "f")
    hand.type("Ledger")
    assert [i.label + i.text for i in manuscript(opened()) if i.role == "attachment_list"] == ["附件：Ledger"]
    hand.press("alt+i", "f")
    hand.type("Names")
    lines = [i.label + i.text for i in manuscript(opened()) if i.role == "attachment_list"]
    assert lines == ["附件：1.Ledger", "2.Names"]


def test_what_another_program_copied_keeps_its_table_and_becomes_problems(
    hand: Hand, opened: Callable[[], Report], copied: Callable[[str, str], None]  # noqa: F811
) -> None:
    before = sum(1 for _ in tree.entries(opened().sections[1]))
    table = "<table><tr><td>Grid</td><td>Homes</td></tr><tr><td>One</td><td>320</td></tr></table>"
    copied(f"<h2>1.走访<b>不够</b></h2><p>每月一次。</p>{table}<h2>2.台账不全</h2><p>少记三次。</p>", "1.走访不够\n2.台账不全")
    to_problem(hand)
    hand.press("ctrl+v")
    report = opened()
    assert sum(1 for _ in tree.entries(report.sections[1])) == before
    assert any(isinstance(node, Table) for node in tree.walk(report))
    hand.press("ctrl+z")
    assert not any(isinstance(node, Table) for node in tree.walk(opened()))

