"""Undo and redo, typing that coalesces, the saved mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.build import a_report, entry

from huibao.errors import EditError
from huibao.model.edits import Remove, SetHeadline, SetText, Several
from huibao.model.history import PAUSE_SECONDS, History
from huibao.model.report import runs


class Clock:
    """Time that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def typed(history: History, text: str, paragraph: str = "p1") -> None:
    for length in range(1, len(text) + 1):
        history.apply(SetText(paragraph, runs(text[:length])))


def opened(clock: Clock | None = None) -> History:
    return History(a_report(), clock=clock or Clock())


def test_typing_without_a_pause_is_one_step() -> None:
    history = opened()
    typed(history, "一二三")
    assert len(history.done) == 1
    step = history.undo()
    assert step
    assert (step.name, step.target) == ("输入", "p1")
    assert entry(history.report, "p1").text == "抓了。"


def test_a_pause_begins_a_step() -> None:
    clock = Clock()
    history = opened(clock)
    typed(history, "一")
    clock.now += PAUSE_SECONDS + 0.1
    typed(history, "一二")
    assert len(history.done) == 2


def test_slow_typing_without_a_real_pause_is_one_step_however_long_it_takes() -> None:
    clock = Clock()
    history = opened(clock)
    for length in range(1, 20):
        clock.now += PAUSE_SECONDS - 0.1
        history.apply(SetText("p1", runs("字" * length)))
    assert len(history.done) == 1


def test_another_field_another_edit_a_seal_and_an_undo_begin_a_step() -> None:
    history = opened()
    typed(history, "一")
    typed(history, "二", "p2")
    assert len(history.done) == 2
    history.apply(SetHeadline("g1", runs("三")))
    history.apply(Remove("g2"))
    assert len(history.done) == 4
    typed(history, "四")
    history.seal()
    typed(history, "四五")
    assert len(history.done) == 6
    history.undo()
    typed(history, "六")
    assert len(history.done) == 6


def test_typing_never_coalesces_across_a_save() -> None:
    history = opened()
    typed(history, "一")
    history.mark_saved()
    typed(history, "一二")
    assert len(history.done) == 2
    assert not history.is_saved
    history.undo()
    assert history.is_saved


def test_typing_does_not_coalesce_with_what_was_typed_while_an_older_state_was_saved() -> None:
    history = opened()
    typed(history, "一")
    written = history.report
    history.seal()
    typed(history, "一二")
    history.mark_saved(written)
    typed(history, "一二三")
    assert [len(history.done), history.is_saved] == [3, False]
    history.undo()
    history.undo()
    assert history.is_saved


def test_what_was_typed_and_taken_back_leaves_no_step_and_is_saved() -> None:
    history = opened()
    first = history.report
    history.apply(SetText("p1", runs("抓了。又")))
    history.apply(SetText("p1", runs("抓了。")))
    assert history.report is first
    assert history.done == ()
    assert history.is_saved


def test_what_changes_nothing_leaves_no_step_and_keeps_what_can_be_redone() -> None:
    history = opened()
    typed(history, "一")
    history.undo()
    history.apply(SetText("p1", runs("抓了。")))
    history.apply(Several(()))
    assert history.done == ()
    assert len(history.undone) == 1


def test_a_new_edit_forgets_what_could_be_redone() -> None:
    history = opened()
    typed(history, "一")
    history.undo()
    typed(history, "二")
    assert history.redo() is None
    assert history.undone == ()


def test_a_refused_edit_changes_nothing() -> None:
    history = opened()
    typed(history, "一")
    before = (history.report, history.done, history.is_saved)
    with pytest.raises(EditError):
        history.apply(SetText("gone", ()))
    assert (history.report, history.done, history.is_saved) == before


def test_a_report_that_no_file_holds_is_unsaved_until_it_is_saved() -> None:
    history = History(a_report(), saved=False)
    assert not history.is_saved
    history.mark_saved()
    assert history.is_saved


def test_the_oldest_steps_go_when_all_together_keep_too_much() -> None:
    first = opened()
    first.apply(SetText("p1", runs("0")))
    history = History(a_report(), limit=3 * first.done[0].weight + 100, clock=Clock())
    for number in range(6):
        history.seal()
        history.apply(SetText("p1", runs(str(number))))
    assert len(history.done) == 3
    while history.undo():
        pass
    assert entry(history.report, "p1").text == "2"
    assert history.undo() is None


def test_the_last_step_can_be_undone_however_much_it_keeps() -> None:
    history = History(a_report(), limit=1, clock=Clock())
    history.apply(SetText("p1", runs("很长" * 1000)))
    assert history.undo() is not None


def test_thousands_of_steps_are_kept_before_any_goes() -> None:
    history = opened()
    for number in range(5000):
        history.seal()
        history.apply(SetText("p1", runs(str(number))))
    assert len(history.done) == 5000


@given(st.lists(st.sampled_from(("type", "back", "pause", "save", "undo", "redo", "other")), max_size=40))
def test_undo_and_redo_lead_through_the_same_reports_whatever_was_done(deeds: list[str]) -> None:
    clock = Clock()
    history = opened(clock)
    first = history.report
    for number, deed in enumerate(deeds):
        match deed:
            case "type":
                history.apply(SetText("p1", (*entry(history.report, "p1").runs, *runs(str(number)))))
            case "back":
                history.apply(SetText("p1", entry(history.report, "p1").runs[:-1]))
            case "other":
                history.apply(SetText("p2", runs(str(number))))
            case "pause":
                clock.now += 5
            case "save":
                history.mark_saved()
                assert history.is_saved
            case "undo":
                history.undo()
            case "redo":
                history.redo()
    way = [step.before for step in history.done] + [history.report] + [step.after for step in reversed(history.undone)]
    while history.redo():
        pass
    back = [history.report]
    while history.undo():
        back.append(history.report)
    assert history.report is first
    assert all(a is b for a, b in zip(reversed(back), way, strict=True))
