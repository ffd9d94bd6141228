"""A desk of empty folders, small reports, and the window over them. No dialog waits for a hand: a test answers it."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tests.gui.accessible import nameless_anywhere

from huibao.gui.desk import Desk
from huibao.gui.main_window import MainWindow
from huibao.model.report import Group, Heading, Measure, Paragraph, Part, Problem, Report, Section, runs
from huibao.services.library import Library
from huibao.services.recent import Recent
from huibao.services.recovery import Recovery
from huibao.services.session import Session
from huibao.services.settings import Settings


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Whatever window or dialog a test has made: each of its controls has a name and a role."""
    result = yield
    if QApplication.instance() is not None:
        assert nameless_anywhere() == {}
    return result


@pytest.fixture
def report() -> Report:
    """A title, a narrative section, two problems in two groups, one unnumbered measure, a signature."""
    return Report(
        front=(Part("t", "title", (Paragraph("t1", runs("甲社区2023年工作总结")),)),),
        sections=(
            Section("s1", "narrative", Heading(runs("主要工作"), "一、"), (Paragraph("s1p", runs("做了几件事。")),)),
            Section(
                "s2",
                "problems",
                Heading(runs("存在问题"), "二、"),
                groups=(
                    Group(
                        "g1",
                        Heading(runs("学习方面"), "（一）", 2),
                        entries=(_problem("p1", "1."), _problem("p2", "2.")),
                    ),
                    Group("g2", Heading(runs("作风方面"), "（二）", 2), entries=(_problem("p3", "1."),)),
                ),
            ),
            Section(
                "s3",
                "measures",
                Heading(runs("改进措施"), "三、"),
                groups=(Group("g3", None, entries=(_measure("m1"),)),),
            ),
        ),
        end=(Part("e", "signature", (Paragraph("e1", runs("甲社区")),)),),
    )


def _problem(id_: str, label: str) -> Problem:
    heading = Heading(runs(f"问题{id_}"), label, 3, headline_end="。", run_in=True)
    return Problem(id_, heading, (Part(f"{id_}m", "manifestation", (Paragraph(f"{id_}mp", runs("有时学得不深。")),)),))


def _measure(id_: str) -> Measure:
    text = Paragraph(f"{id_}ap", runs("坚持每周学习，每月检查一次，年底考核。"))
    return Measure(id_, Heading((), "", 3, numbered=False), (Part(f"{id_}a", "action", (text,)),))


@pytest.fixture
def desk(tmp_path: Path, resources: Path) -> Desk:
    """The shipped templates, and a user whose folders are empty."""
    settings = Settings(tmp_path / "config" / "settings.json")
    return Desk(
        Session(Report()),
        Library(resources, tmp_path / "data"),
        settings,
        Recent(settings),
        Recovery(tmp_path / "recovery"),
    )


@pytest.fixture
def window(qtbot: Any, desk: Desk) -> MainWindow:
    """The window, shown, with no report."""
    from huibao.gui.application import build

    made = build(desk)
    qtbot.addWidget(made, before_close_func=lambda window: window.abandon())
    made.show()
    return made


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """``answers("保存", …)``: what the user says to the next questions, in order; returns the list of what was asked.
    A question that no answer is left for takes the last choice, as Esc does."""
    asked: list[str] = []
    given: list[str] = []

    def ask(_parent: object, _title: str, text: str, choices: tuple[str, ...], **_more: object) -> str:
        asked.append(text)
        answer = given.pop(0) if given else choices[-1]
        assert answer in choices
        return answer

    for module in ("messages", "save_path"):
        monkeypatch.setattr(f"huibao.gui.dialogs.{module}.ask", ask)
    for name in ("file_flow", "opening", "export_flow"):
        monkeypatch.setattr(f"huibao.gui.{name}.ask", ask)

    def say(*more: str) -> list[str]:
        given.extend(more)
        return asked

    return say
