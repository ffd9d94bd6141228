"""Pages beside the editor: they follow the writing, know every character's place, and stay out of the way of keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from huibao.gui.desk import Desk
from huibao.gui.jobs import Jobs
from huibao.gui.pages import pictures
from huibao.gui.pages.endings import ShortEnd, short_end
from huibao.gui.pages.follower import PAUSE_MS, PageFollower, PageMaker, same_ends
from huibao.gui.pages.live import LivePages
from huibao.gui.pages.pictures import changed_bands
from huibao.gui.pages.spots import Finder, Spot
from huibao.gui.pages.view import PagesView
from huibao.layout import Fonts, Pages, compose
from huibao.model.edits import SetHeadline, SetText
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Attachment, Cell, Heading, Paragraph, Part, Picture, Report, Section, Table, runs
from huibao.services.documents import profile_of
from huibao.services.limits import Limit

SENTENCE = "社区党组织坚持以学习为先导，扎实推进党建引领基层治理。"


def long_report(paragraphs: int, text: str = SENTENCE * 4) -> Report:
    """A title and sections of 50 paragraphs."""
    sections = tuple(
        Section(
            f"s{at}",
            "narrative",
            Heading(runs("主要工作"), "一、"),
            tuple(Paragraph(f"p{at + more}", runs(f"{at + more}{text}")) for more in range(50)),
        )
        for at in range(0, paragraphs, 50)
    )
    return Report(front=(Part("t", "title", (Paragraph("t1", runs("甲社区2023年工作总结")),)),), sections=sections)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def follower(desk: Desk, holder: QWidget) -> Iterator[PageFollower]:
    jobs = Jobs(holder)
    made = PageFollower(desk.session, lambda report: profile_of(report, desk.library), jobs, holder)
    yield made
    made.close()
    jobs.close()


@pytest.fixture
def live(qtbot: QtBot, desk: Desk, follower: PageFollower) -> LivePages:
    made = LivePages(follower, desk.settings)
    qtbot.addWidget(made)
    made.resize(520, 600)
    made.show()
    return made


def load(qtbot: QtBot, desk: Desk, follower: PageFollower, report: Report) -> None:
    with qtbot.waitSignal(follower.pages_changed, timeout=5000):
        desk.session.load(report)


def text_of(pages: Pages) -> str:
    return "".join(line.text for page in pages.pages for line in page.lines)


def test_pages_follow_an_edit_after_a_short_pause(
    qtbot: QtBot, desk: Desk, follower: PageFollower, report: Report
) -> None:
    load(qtbot, desk, follower, report)
    assert follower.is_current
    desk.session.apply(SetText("s1p", runs("改成了别的话。")))
    assert not follower.is_current
    assert "改成了别的话。" not in text_of(follower.pages)  # type: ignore[arg-type]
    with qtbot.waitSignal(follower.pages_changed, timeout=PAUSE_MS * 4):
        pass
    assert "改成了别的话。" in text_of(follower.pages)  # type: ignore[arg-type]
    assert follower.is_current


def test_keys_without_a_pause_are_composed_once(
    qtbot: QtBot, desk: Desk, follower: PageFollower, report: Report
) -> None:
    load(qtbot, desk, follower, report)
    told: list[object] = []
    follower.pages_changed.connect(told.append)
    for length in range(1, 6):
        desk.session.apply(SetText("s1p", runs("学" * length)))
        qtbot.wait(PAUSE_MS // 5)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PAUSE_MS * 4)
    assert text_of(follower.pages).count("学学学学学") == 1  # type: ignore[arg-type]


def test_a_long_report_is_composed_in_stretches_and_comes_out_as_at_once(
    qtbot: QtBot, desk: Desk, follower: PageFollower
) -> None:
    told: list[tuple[int, int]] = []
    follower.progressed.connect(lambda done, of: told.append((done, of)))
    report = long_report(1000)
    load(qtbot, desk, follower, report)
    assert len(told) > 2
    assert told == sorted(told)
    profile = profile_of(report, desk.library)
    whole = compose(manuscript(report), profile, Fonts(profile), {})
    assert [page.slices for page in _plain(follower.pages)] == [page.slices for page in _plain(whole)]


def _plain(pages: Pages | None) -> list[Any]:
    assert pages is not None
    return [
        type("P", (), {"slices": [(one.block.item, one.start, one.end, one.y) for one in page.slices]})
        for page in pages.pages
    ]


def test_a_change_of_every_paragraph_is_composed_in_stretches_too(qtbot: QtBot, holder: QWidget) -> None:
    maker = PageMaker(holder)
    came: list[Pages] = []
    maker.composed.connect(came.append)
    before, after = manuscript(long_report(400)), manuscript(long_report(400, "换" * 100))
    profile = Profile()
    maker.make(before, profile, {})
    qtbot.waitUntil(lambda: len(came) == 1, timeout=5000)
    maker.make(after, profile, {})
    assert maker.busy
    qtbot.waitUntil(lambda: len(came) == 2, timeout=5000)
    assert text_of(came[1]) == text_of(compose(after, profile, Fonts(profile), {}))


def test_items_that_are_the_same_at_both_ends_are_counted_once() -> None:
    a, b, c = manuscript(long_report(50))[1:4]
    assert same_ends((), (a, b)) == (0, 0)
    assert same_ends((a, b), (a, b)) == (2, 0)
    assert same_ends((a, b), (a, c, b)) == (1, 1)
    assert same_ends((a, a), (a, a, a)) == (2, 0)


def test_a_report_that_comes_while_another_is_composed_takes_its_place(
    qtbot: QtBot, desk: Desk, follower: PageFollower, report: Report
) -> None:
    desk.session.load(long_report(500))
    desk.session.load(report)
    qtbot.waitUntil(lambda: follower.is_current, timeout=5000)
    assert follower.report is report
    assert "问题p1" in text_of(follower.pages)  # type: ignore[arg-type]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages) -> LivePages:
    load(qtbot, desk, follower, long_report(100))
    return live


def point_of(shown: LivePages, wanted: Callable[[Spot], bool]) -> QPoint:
    """A point of the viewport where ``wanted`` is printed."""
    port = shown.view.viewport()
    for y in range(0, port.height(), 3):
        for x in range(0, port.width(), 3):
            spot = shown.view.spot_at(QPoint(x, y))
            if spot is not None and wanted(spot):
                return QPoint(x, y)
    raise AssertionError("nothing of that is seen")


def test_a_click_on_a_character_leads_to_it(qtbot: QtBot, shown: LivePages) -> None:
    point = point_of(shown, lambda spot: (spot.node, spot.offset) == ("p1", 40))
    with qtbot.waitSignal(shown.spot_chosen) as told:
        qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == ["p1", 40]


def test_every_character_of_a_paragraph_is_found_on_its_line(
    qtbot: QtBot, desk: Desk, follower: PageFollower, report: Report
) -> None:
    load(qtbot, desk, follower, report)
    pages = follower.pages
    assert pages is not None
    for node, text in (
        ("p2", "问题p2"),
        ("p2mp", "有时学得不深。"),
        ("m1ap", "坚持每周学习，每月检查一次，年底考核。"),
    ):
        for offset, character in enumerate(text):
            found = Finder().line_of(pages, Spot(node, offset=offset))
            assert found is not None
            line = found[1]
            span = next(span for span in line.item.spans if span.node == node and span.field in ("text", "headline"))
            at = span.start + offset + len(line.item.label)
            assert line.start <= at < line.end
            assert (line.item.label + line.item.text)[at] == character
    assert Finder().line_of(pages, Spot("gone")) is None


def test_a_cell_is_found_and_clicked_like_other_text(
    qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages
) -> None:
    cells = tuple(Cell((Paragraph(f"c{at}", runs(f"第{at}格的文字")),)) for at in range(3))
    section = Section("s", "narrative", Heading(runs("表"), "一、"), (Table("tb", (cells,)),))
    load(qtbot, desk, follower, Report(sections=(section,)))
    point = point_of(live, lambda spot: (spot.node, spot.offset) == ("c1", 3))
    with qtbot.waitSignal(live.spot_chosen) as told:
        qtbot.mouseClick(live.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == ["c1", 3]
    assert live.view.show_spot(Spot("c2", offset=2))


def test_what_is_printed_around_a_text_stands_for_its_beginning_or_end() -> None:
    assert Spot("p", "headline_end", 1).caret > 1000
    assert Spot("p", "wording", 3).caret == 0
    assert Spot("p", "headline", 3).caret == 3


def test_moving_in_the_editor_scrolls_the_pages(shown: LivePages) -> None:
    shown.show_place(("p90",), 5)
    far = shown.view.verticalScrollBar().value()
    assert far > 1000
    shown.show_place(("not printed yet", "p0"), 0)
    assert shown.view.verticalScrollBar().value() < far
    shown.show_place(("nowhere",), 0)


def test_typing_out_of_sight_brings_its_line_up(qtbot: QtBot, desk: Desk, shown: LivePages) -> None:
    shown.show_place(("p90",), 5)
    shown.view.go_to_page(1)
    with qtbot.waitSignal(shown._follower.pages_changed):
        desk.session.apply(SetText("p90", runs("写到这里")))
    assert shown.view.current_page > 5


def test_only_pages_that_changed_and_are_seen_are_painted(
    qtbot: QtBot, desk: Desk, shown: LivePages, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = pictures.paint_page
    monkeypatch.setattr(
        pictures, "paint_page", lambda p, page, pages: (painted.append(page.number), paint(p, page, pages))
    )
    shown.show_place(("p0",))
    shown.grab()
    painted.clear()
    with qtbot.waitSignal(shown._follower.pages_changed):
        desk.session.apply(SetText("p1", runs("短")))
    shown.grab()
    assert painted == [1]
    painted.clear()
    with qtbot.waitSignal(shown._follower.pages_changed):
        desk.session.apply(SetText("p99", runs("短")))
    shown.grab()
    assert painted == []


def test_an_edit_within_a_line_changes_only_the_lines_of_its_paragraph(
    qtbot: QtBot, desk: Desk, follower: PageFollower
) -> None:
    load(qtbot, desk, follower, long_report(50))
    assert follower.pages is not None
    before = follower.pages.pages[0]
    with qtbot.waitSignal(follower.pages_changed):
        desk.session.apply(SetText("p1", runs("1" + SENTENCE * 3 + SENTENCE[:-1])))
    after = follower.pages.pages[0]
    bands = changed_bands(before, after)
    assert bands is not None
    _, line = Finder().line_of(follower.pages, Spot("p1")) or (0, None)
    assert line is not None
    assert {top for top, _ in bands} == {line.y}
    assert max(bottom for _, bottom in bands) <= line.y + 5 * line.height
    assert changed_bands(before, follower.pages.pages[1]) is None


def seen_in(view: PagesView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_what_is_painted_after_edits_is_what_would_be_painted_anew(
    qtbot: QtBot, desk: Desk, shown: LivePages, follower: PageFollower
) -> None:
    """Only lines that changed are painted, yet every pixel is as if the whole page had been."""
    shown.grab()
    edits = (
        ("p1", "短"),
        ("p2", SENTENCE * 3),
        ("p1", SENTENCE),
        ("p0", SENTENCE[:-3]),
        ("p0", ""),
        ("p3", "Word 2024"),
    )
    for node, text in edits:
        with qtbot.waitSignal(follower.pages_changed):
            desk.session.apply(SetText(node, runs(text)))
        shown.show_place((node,))
        seen = seen_in(shown.view)
        fresh = PagesView()
        qtbot.addWidget(fresh)
        fresh.resize(shown.view.size())
        assert follower.pages is not None
        fresh.set_pages(follower.pages)
        fresh.show()
        fresh.verticalScrollBar().setValue(shown.view.verticalScrollBar().value())
        fresh.show_spot(Spot(node), scroll=False)
        assert seen_in(fresh) == seen, text


def test_what_was_composed_while_hidden_is_shown_when_the_pane_opens(
    qtbot: QtBot, desk: Desk, shown: LivePages
) -> None:
    count = shown.view.page_count
    shown.hide()
    with qtbot.waitSignal(shown._follower.pages_changed):
        desk.session.apply(SetText("p1", runs(SENTENCE * 60)))
    assert shown.view.page_count == count
    shown.show()
    qtbot.waitUntil(lambda: shown.view.page_count > count, timeout=1000)
    assert shown.number_text == f"第 1 页，共 {shown.view.page_count} 页"


def test_two_pages_side_by_side_fit_the_width(qtbot: QtBot, shown: LivePages) -> None:
    one = shown.view.zoom
    shown.look("double").setChecked(True)
    assert shown.view.columns == 2
    assert shown.view.zoom < one * 0.6
    assert shown.view.horizontalScrollBar().maximum() == 0
    rects = [shown.view._page_rect(index) for index in range(3)]
    assert rects[0].top() == rects[1].top() < rects[2].top()
    assert rects[0].right() < rects[1].left()
    assert rects[0].left() == rects[2].left()
    assert rects[1].right() <= shown.view.viewport().width()


def test_the_look_is_kept(qtbot: QtBot, desk: Desk, follower: PageFollower, shown: LivePages) -> None:
    shown.look("double").trigger()
    shown.look("125").trigger()
    with qtbot.waitSignal(shown.below_changed):
        shown.look("below").trigger()
    qtbot.waitUntil(lambda: desk.settings.get("pages_below", False), timeout=3000)
    again = LivePages(follower, desk.settings)
    qtbot.addWidget(again)
    assert (again.view.columns, again.view.fit, again.view.zoom, again.is_below) == (2, "", 1.25, True)
    assert again.look("125").isChecked()


def test_missing_fonts_are_named_until_they_are_waved_away(
    qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huibao.layout.fonts import StandIn

    lacking = [StandIn("body", "没有的仿宋", "某宋")]
    monkeypatch.setattr(Fonts, "stand_ins", property(lambda _self: tuple(lacking)))
    load(qtbot, desk, follower, report)
    assert "没有的仿宋 → 某宋" in live.told[0]
    live._fonts.dismissed.emit()
    assert live.told[0] == ""
    load(qtbot, desk, follower, replace(report, id="x"))
    assert live.told[0] == ""
    lacking.append(StandIn("heading1", "没有的黑体", "某黑"))
    load(qtbot, desk, follower, report)
    assert "没有的黑体 → 某黑" in live.told[0]


def test_what_cannot_be_shown_is_named_until_it_is_waved_away(
    qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Fonts, "stand_ins", property(lambda _self: ()))
    lost = Picture("i", "ab" * 32, "png", alt="现场照片")
    first, *others = report.sections
    strange = (Paragraph("q", runs("王\u0378")), lost, *first.blocks)
    load(qtbot, desk, follower, replace(report, sections=(replace(first, blocks=strange), *others)))
    assert "没有字体能显示这些字：\u0378" in live.told[0]
    assert "图片无法显示" in live.told[0]
    live._fonts.dismissed.emit()
    assert live.told[0] == ""
    with qtbot.waitSignal(follower.pages_changed, timeout=3000):
        desk.session.apply(SetText("q", runs("王\u0378\u0379")))
    assert "\u0379" in live.told[0]
    assert "图片" not in live.told[0]


def over_the_edge(lines: int) -> Report:
    """A report whose last page holds ``lines`` lines."""
    title = Part("t", "title", (Paragraph("t1", runs("总结")),))
    texts = tuple(Paragraph(f"p{at}", runs("一行")) for at in range(20 + lines - 1))
    return Report(front=(title,), sections=(Section("s", "narrative", Heading(runs("工作"), "一、"), texts),))


@pytest.mark.parametrize(("lines", "told"), [(1, True), (3, True), (4, False)])
def test_a_last_page_of_a_few_lines_is_pointed_out(
    qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages, lines: int, told: bool
) -> None:
    load(qtbot, desk, follower, over_the_edge(lines))
    assert follower.pages is not None
    assert len(follower.pages) == 2
    assert live.told[1] == (f"最后一页只有 {lines} 行。" if told else "")


def test_who_does_not_mind_the_last_page_is_left_alone(
    qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages
) -> None:
    load(qtbot, desk, follower, over_the_edge(2))
    with qtbot.waitSignal(live.tighten_requested):
        live._end.chosen.emit()
    live._end.dismissed.emit()
    with qtbot.waitSignal(follower.pages_changed):
        desk.session.apply(SetHeadline("s", runs("其他工作")))
    assert live.told[1] == ""


def test_pages_over_the_limit_are_pointed_out_and_tightening_is_offered(
    qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages
) -> None:
    load(qtbot, desk, follower, over_the_edge(9))
    assert live.told[1] == ""
    live.show_limit(Limit(pages=1))
    assert live.told[1] == "比限定的 1 页多 1 页。"
    live.show_limit(Limit(pages=2))
    assert live.told[1] == ""


def test_a_short_page_before_an_attachment_counts_and_a_short_attachment_does_not(
    qtbot: QtBot, desk: Desk, follower: PageFollower
) -> None:
    pages = (Attachment("a", "", (), "附件", (Paragraph("at", runs("名单")),), (Paragraph("ab", runs("甲")),)),)
    load(qtbot, desk, follower, replace(over_the_edge(2), attachments=pages))
    assert follower.pages is not None
    found = short_end(follower.pages)
    assert found == ShortEnd(2, 2, last=False)
    assert found.sentence == "第 2 页只有 2 行。"
    load(qtbot, desk, follower, replace(over_the_edge(9), id="y", attachments=pages))
    assert short_end(follower.pages) is None


def test_one_page_is_never_too_short(qtbot: QtBot, desk: Desk, follower: PageFollower, live: LivePages) -> None:
    load(qtbot, desk, follower, Report())
    assert live.told[1] == ""
    assert live.number_text == "第 1 页，共 1 页"
