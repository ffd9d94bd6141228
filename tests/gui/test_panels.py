"""The parts around the editor, each alone."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from huibao.gui.find_bar import FindBar
from huibao.gui.panels import notice_bar
from huibao.gui.panels.findings_pane import FindingsPane
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.gui.panels.side_pane import SidePane
from huibao.gui.panels.start_page import StartPage
from huibao.gui.status import StatusBar
from huibao.gui.zoom import STEPS, Zoom
from huibao.review import Finding

FINDINGS = (
    Finding("a", "warning", "还没有标题。", "n1", "标题"),
    Finding("b", "hint", "一条很长的建议，" * 12, "n2", "二、（一）1."),
)


def test_a_notice_stays_until_the_user_is_back(qtbot: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(notice_bar, "SEEN_FOR_MS", 80)
    bar = NoticeBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.say("已导出。", [("打开", lambda: done.append("打开"))])
    qtbot.wait(200)
    assert bar.text == "已导出。"  # nobody has touched anything since
    bar.findChildren(QPushButton)[0].click()
    assert done == ["打开"]
    other = QLineEdit()
    qtbot.addWidget(other)
    qtbot.keyClick(other, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bar.text == "", timeout=2000)


def test_a_notice_that_stays_goes_only_by_hand(qtbot: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(notice_bar, "SEEN_FOR_MS", 50)
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.say("去掉了 2 处标记。", passing=False)
    qtbot.keyClick(bar, Qt.Key.Key_A)
    qtbot.wait(150)
    assert bar.text == "去掉了 2 处标记。"
    bar.dismiss()
    assert bar.text == ""


def test_a_new_notice_takes_the_place_and_the_offers_of_the_old(qtbot: Any) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.say("一", [("甲", lambda: None)])
    bar.say("二", [("乙", lambda: None)])
    qtbot.wait(10)
    assert [button.text() for button in bar.findChildren(QPushButton)] == ["乙"]


def test_a_finding_leads_to_its_place_by_click_and_by_enter(qtbot: Any) -> None:
    pane = FindingsPane()
    qtbot.addWidget(pane)
    pane.resize(280, 400)
    pane.show()
    pane.show_findings(FINDINGS)
    chosen: list[str] = []
    pane.node_chosen.connect(chosen.append)
    rows: Any = pane.findChild(QListWidget)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(1)).center())
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert chosen == ["n2", "n1"]


def test_a_long_finding_gets_the_height_it_needs(qtbot: Any) -> None:
    pane = FindingsPane()
    qtbot.addWidget(pane)
    pane.resize(280, 400)
    pane.show()
    pane.show_findings(FINDINGS)
    rows: Any = pane.findChild(QListWidget)
    short, long = (rows.visualItemRect(rows.item(at)).height() for at in (0, 1))
    assert long > short + 60


def test_where_nothing_is_missing_the_pane_says_what_to_do_next(qtbot: Any) -> None:
    pane = FindingsPane()
    qtbot.addWidget(pane)
    pane.show()
    pane.show_findings(FINDINGS)
    pane.show_findings(())
    label: Any = pane.findChild(QLabel)
    assert label.isVisible()
    assert "导出" in label.text()


def test_the_side_pane_remembers_what_it_shows(qtbot: Any) -> None:
    pane = SidePane()
    qtbot.addWidget(pane)
    told: list[str] = []
    pane.shown_changed.connect(lambda: told.append(pane.shown))
    pane.add_pane("a", "甲", QWidget())
    pane.add_pane("b", "乙", QWidget())
    told.clear()
    pane.toggle("b")
    assert (pane.shown, pane.isHidden()) == ("b", False)
    pane.toggle("a")
    assert pane.shown == "a"
    pane.toggle("a")
    assert pane.shown == ""
    assert told[-1] == ""
    pane.unfold("unknown")
    assert pane.isHidden()


def test_the_start_page_offers_the_files_that_were_open(qtbot: Any, tmp_path: Path) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    asked: list[str] = []
    page.file_requested.connect(asked.append)
    page.show_recent([tmp_path / "甲&乙.huibao", tmp_path / "丙.docx"])
    button = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "打开 甲&乙.huibao")
    button.click()
    assert asked == [str(tmp_path / "甲&乙.huibao")]
    page.show_recent([])
    qtbot.wait(10)
    assert [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("打开 ")] == []


def test_the_find_bar_asks_forward_backward_and_says_what_is_not_there(qtbot: Any) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    asked: list[tuple[str, bool]] = []
    closed: list[bool] = []
    bar.find_requested.connect(lambda text, back: asked.append((text, back)))
    bar.closed.connect(lambda: closed.append(True))
    bar.enter()
    box: Any = bar.findChild(QLineEdit)
    box.setText("学习")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked == [("学习", False), ("学习", True)]
    bar.tell(False)
    assert "没有找到" in "".join(label.text() for label in bar.findChildren(QLabel))
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert closed == [True]
    assert bar.isHidden()


def test_the_status_bar_tells_and_asks(qtbot: Any) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_report(True)
    bar.show_characters(2442)
    bar.show_pages(6)
    bar.show_saved("未保存", waiting=True)
    bar.show_findings(3)
    bar.show_zoom(110)
    said = bar.words()
    assert said == ["字数 2,442", "6 页", "未保存", "待完善 3", "缩放 110%"]
    bar.show_findings(0)
    assert "没有待完善" in bar.words()[3]


def test_zoom_goes_by_steps_and_stops_at_its_ends(qtbot: Any) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    zoom = Zoom(holder)
    told: list[int] = []
    zoom.changed.connect(told.append)
    for _ in range(2 * len(STEPS)):
        zoom.larger()
    assert told == [110, 125, 150, 175, 200]
    zoom.set(10)
    assert zoom.percent == STEPS[0]
    zoom.smaller()
    assert zoom.percent == STEPS[0]
