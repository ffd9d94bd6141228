"""Profile, limit and tightening of the open report: asked first, done as one step, undone as one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from huibao.formats.profiles import load_profile
from huibao.gui import page_commands
from huibao.gui.desk import Desk
from huibao.gui.dialogs.length_limit import LimitDialog
from huibao.gui.dialogs.profile_dialog import ProfileDialog
from huibao.gui.dialogs.tighten import TightenDialog, named, ways
from huibao.gui.jobs import Jobs
from huibao.gui.page_commands import PageCommands
from huibao.gui.pages.follower import PageFollower
from huibao.gui.pages.trials import Trials
from huibao.layout import Fonts, compose
from huibao.model.edits import SetLimit, SetReport
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Heading, Limit, Paragraph, Part, Report, Section, runs
from huibao.services.documents import profile_of
from huibao.services.profiles_store import is_own


@pytest.fixture
def standard(resources: Path) -> Profile:
    return load_profile(resources / "profiles" / "gbt9704.toml")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def follower(desk: Desk, window: QWidget) -> Iterator[PageFollower]:
    jobs = Jobs(window)
    made = PageFollower(desk.session, lambda report: profile_of(report, desk.library), jobs, window)
    yield made
    made.close()
    jobs.close()


@pytest.fixture
def commands(desk: Desk, follower: PageFollower, window: QWidget) -> PageCommands:
    return PageCommands(desk, follower, window)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(page_commands, "tell", lambda _parent, _title, text: texts.append(text))
    return texts


def answering(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """The next dialogs of ``kind`` are handled by ``act``, which accepts or rejects them."""

    def exec_(dialog: QDialog) -> int:
        dialog.show()
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(kind, "exec", exec_)


def report_of(lines: int) -> Report:
    """A title, a heading, and paragraphs of one line: ``lines`` lines on the grid in all, the blank one after the title
    included."""
    texts = tuple(Paragraph(f"p{at}", runs("一行")) for at in range(lines - 3))
    title = Part("t", "title", (Paragraph("t1", runs("总结")),))
    return Report(front=(title,), sections=(Section("s", "narrative", Heading(runs("工作"), "一、"), texts),))


def load(qtbot: QtBot, desk: Desk, follower: PageFollower, report: Report) -> None:
    with qtbot.waitSignal(follower.pages_changed, timeout=5000):
        desk.session.load(report)


# Ways.


def test_only_what_the_profile_allows_is_offered_the_gentlest_first(standard: Profile) -> None:
    offered = [(way.profile.lines, way.profile.characters) for way in ways(standard)]
    assert set(offered) == {(23, 28), (24, 28), (22, 29), (23, 29), (24, 29)}
    shares = [lines * characters for lines, characters in offered]
    assert shares == sorted(shares)
    assert ways(replace(standard, most_lines=0, most_characters=0)) == ()
    assert ways(replace(standard, most_lines=10, most_characters=28)) == ()


def test_a_tightened_page_still_fills_its_type_area(standard: Profile) -> None:
    for way in ways(standard):
        made = way.profile
        assert made.lines * made.pitch_pt * 25.4 / 72 <= made.text_height_mm
        cell = made.face("body").size_pt + made.character_spacing_pt
        assert made.characters * cell * 25.4 / 72 <= made.text_width_mm
        assert (made.top_mm, made.left_mm, made.faces) == (standard.top_mm, standard.left_mm, standard.faces)


def test_a_tightened_profile_can_be_tightened_only_further(standard: Profile) -> None:
    first = ways(standard)[0].profile
    assert all(way.profile.lines >= first.lines for way in ways(first))
    assert len(ways(first)) < len(ways(standard))


def test_a_name_does_not_grow_with_each_tightening(standard: Profile) -> None:
    once = named(ways(standard)[0], standard)
    twice = named(ways(once)[0], once)
    assert once.name.startswith(standard.name + "，每")
    assert twice.name.count("，") == 1


# Tightening.


def test_the_way_that_saves_a_page_is_proposed_and_taken_in_one_step(
    qtbot: QtBot, desk: Desk, follower: PageFollower, commands: PageCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(23)
    load(qtbot, desk, follower, report)
    assert follower.pages is not None
    assert len(follower.pages) == 2
    told: list[str] = []

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, TightenDialog)
        qtbot.waitUntil(lambda: "正在" not in "".join(map(dialog.result_of, range(5))), timeout=5000)
        told.append(dialog.result_of(dialog._list.currentRow()))
        assert dialog.chosen.profile.lines == 23
        dialog.accept()

    answering(monkeypatch, TightenDialog, take)
    with qtbot.waitSignal(follower.pages_changed, timeout=3000):
        commands.tighten()
    assert told == ["每面 23 行\n2 页 → 1 页"]
    assert len(follower.pages) == 1
    used = profile_of(desk.session.report, desk.library)
    assert (used.lines, used.name.endswith("，每面 23 行")) == (23, True)
    assert is_own(used, desk.library)
    assert len(desk.session.done) == 1
    desk.session.undo()
    assert profile_of(desk.session.report, desk.library).lines == 22
    qtbot.waitUntil(lambda: follower.is_current, timeout=3000)
    # The same wish again needs no second profile.
    commands.tighten()
    assert len([one for one in desk.library.profiles if is_own(one, desk.library)]) == 1


def test_tightening_that_is_called_off_changes_nothing(
    qtbot: QtBot, desk: Desk, follower: PageFollower, commands: PageCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(23)
    load(qtbot, desk, follower, report)
    answering(monkeypatch, TightenDialog, lambda dialog: dialog.reject())
    commands.tighten()
    assert desk.session.report is report
    assert not desk.library.own_folder.exists()


def test_the_preview_shows_the_very_pages_of_the_way_that_is_picked(
    qtbot: QtBot, desk: Desk, standard: Profile
) -> None:
    items, offered = manuscript(report_of(60)), ways(standard)
    trials = Trials(items, {}, [way.profile for way in offered])
    dialog = TightenDialog(offered, 3, trials)
    qtbot.addWidget(dialog)
    for at, way in enumerate(offered):
        dialog._list.setCurrentRow(at)
        qtbot.waitUntil(lambda at=at: "→" in dialog.result_of(at), timeout=5000)
        pages = compose(items, way.profile, Fonts(way.profile), {})
        qtbot.waitUntil(lambda: dialog._ok.isEnabled(), timeout=1000)
        dialog._list.setCurrentRow(at)
        trials.show_trial(at)
        assert trials.view.page_count == len(pages)


def test_a_profile_that_allows_nothing_says_what_else_helps(
    qtbot: QtBot, desk: Desk, follower: PageFollower, commands: PageCommands, said: list[str]
) -> None:
    folder = desk.library.own_folder / "profiles"
    folder.mkdir(parents=True)
    (folder / "stiff.toml").write_text('based_on = "gbt9704"\n[grid]\nmost_lines = 0\nmost_characters = 0\n', "utf-8")
    desk.library.reload()
    load(qtbot, desk, follower, replace(report_of(23), profile="stiff"))
    commands.tighten()
    assert said == [page_commands._NO_WAY]


# Profile.


def test_a_changed_profile_is_chosen_for_the_report_in_one_step(
    qtbot: QtBot, desk: Desk, follower: PageFollower, commands: PageCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, desk, follower, report_of(23))

    def edit(dialog: QDialog) -> None:
        assert isinstance(dialog, ProfileDialog)
        dialog.draft.set(("page", "top_mm"), 30)
        dialog._after_edit()
        dialog._ok.click()

    answering(monkeypatch, ProfileDialog, edit)
    with qtbot.waitSignal(follower.pages_changed, timeout=3000):
        commands.choose_profile()
    assert profile_of(desk.session.report, desk.library).top_mm == 30
    assert len(desk.session.done) == 1
    desk.session.undo()
    assert profile_of(desk.session.report, desk.library).top_mm == 37


def test_an_own_profile_that_is_changed_again_shows_at_once(
    qtbot: QtBot, desk: Desk, follower: PageFollower, commands: PageCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, desk, follower, report_of(23))
    tops = [30, 20]

    def edit(dialog: QDialog) -> None:
        assert isinstance(dialog, ProfileDialog)
        dialog.draft.set(("page", "top_mm"), tops.pop(0))
        dialog._after_edit()
        dialog._ok.click()

    answering(monkeypatch, ProfileDialog, edit)
    for top in (30, 20):
        with qtbot.waitSignal(follower.pages_changed, timeout=3000):
            commands.choose_profile()
        assert follower.pages is not None
        assert follower.pages.pages[0].slices[0].y == pytest.approx(top * 72 / 25.4, abs=0.5)


# Limit.


def test_a_limit_is_set_and_told(
    qtbot: QtBot, desk: Desk, follower: PageFollower, commands: PageCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(qtbot, desk, follower, report_of(23))

    def set_pages(dialog: QDialog) -> None:
        assert isinstance(dialog, LimitDialog)
        dialog._pages.setValue(1)
        dialog.accept()

    answering(monkeypatch, LimitDialog, set_pages)
    with qtbot.waitSignal(commands.limit_changed) as told:
        commands.set_limit()
    assert told.args == [Limit(1, 0)]
    assert desk.session.report.limit == Limit(1, 0)  # it is in the file from the next save on
    assert not desk.session.is_saved
    with qtbot.waitSignal(commands.limit_changed) as told:
        desk.session.undo()
    assert told.args == [Limit()]
    desk.session.redo()
    with qtbot.waitSignal(commands.limit_changed) as told:
        desk.session.load(Report())
    assert told.args == [Limit()]


def test_a_template_with_a_limit_is_heeded(qtbot: QtBot, desk: Desk, commands: PageCommands) -> None:
    template = replace(desk.library.templates[0], limit_characters=2000)
    with qtbot.waitSignal(commands.limit_changed):
        desk.session.set_template(template)
    assert commands.limit == Limit(0, 2000)
    desk.session.apply(SetLimit(Limit(0, 1500)))
    assert commands.limit == Limit(0, 1500)
    desk.session.apply(SetLimit(None))
    assert commands.limit == Limit(0, 2000)


def test_a_report_that_can_only_be_read_says_why_it_takes_no_limit(
    desk: Desk, commands: PageCommands, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    desk.session.load(report_of(5), read_only=True)

    def set_pages(dialog: QDialog) -> None:
        assert isinstance(dialog, LimitDialog)
        dialog._pages.setValue(1)
        dialog.accept()

    answering(monkeypatch, LimitDialog, set_pages)
    commands.set_limit()
    assert commands.limit == Limit()
    assert len(said) == 1
    assert "只读" in said[0]


def test_the_dialog_of_limits_goes_back_to_the_templates_word(qtbot: QtBot) -> None:
    dialog = LimitDialog(Limit(3), Limit(6, 3000), Limit(4, 1000))
    qtbot.addWidget(dialog)
    assert dialog.chosen == Limit(3)
    dialog._by_template.click()
    assert dialog.chosen is None
    assert (dialog._pages.value(), dialog._characters.value()) == (6, 3000)
    dialog._pages.setValue(0)
    assert dialog.chosen == Limit(0, 3000)
    bare = LimitDialog(None, Limit(), Limit())
    qtbot.addWidget(bare)
    assert bare.chosen is None


def test_an_edit_elsewhere_tells_of_no_limit(
    desk: Desk, commands: PageCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    commands.limit_changed.connect(told.append)
    desk.session.apply(SetReport(sealed=True))
    assert told == []
