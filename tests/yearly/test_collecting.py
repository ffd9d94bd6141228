"""Many reports, one ledger: every file is in it or named with the reason."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.yearly.test_tracing import measure, problem, report

from huibao.errors import Cancelled, InputError, PasswordNeeded
from huibao.model.report import Paragraph, Part, Report, new_id, runs
from huibao.yearly import collect, unit_of


def part(field: str, text: str) -> Part:
    return Part(new_id(), field, (Paragraph(new_id(), runs(text)),))


def of(title: str, signature: str = "", entries: int = 1) -> Report:
    names = [f"p{at}" for at in range(entries)]
    found = report(
        tuple(problem(name, f"问题{name}") for name in names), tuple(measure(f"m{name}", name) for name in names)
    )
    end = (part("signature", signature),) if signature else ()
    return replace(found, front=(part("title", title),), end=end)


def opener(reports: dict[str, Report | InputError]) -> Callable[[Path], Report]:
    def open_one(path: Path) -> Report:
        found = reports[path.name]
        if isinstance(found, InputError):
            raise found
        return found

    return open_one


def folder_of(place: Path, *names: str) -> Path:
    folder = place / "各社区"
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def test_every_report_is_in_the_ledger_under_its_units_name(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "东.docx", "下级/西.docx")
    found = collect(
        folder,
        opener({"东.docx": of("东湖社区2023年工作总结"), "西.docx": of("2023年工作总结", "西园社区居委会", entries=2)}),
    )
    (sheet,) = found.sheets
    assert sheet.columns[:4] == ("序号", "单位", "年份", "问题")
    assert [row[:4] for row in sheet.rows] == [
        ("1", "西园社区居委会", "2023", "问题p0"),
        ("2", "西园社区居委会", "2023", "问题p1"),
        ("3", "东湖社区", "2023", "问题p0"),
    ]
    assert [row[-1] for row in sheet.rows] == ["下级/西.docx", "下级/西.docx", "东.docx"]
    assert (found.rows, found.reports, found.unread) == (3, 2, ())
    assert {len(row) for row in sheet.rows} == {len(sheet.columns)} == {len(sheet.widths)}


def test_what_is_not_in_it_is_named_with_the_reason(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "好.docx", "坏.docx", "密.docx", "空.docx", "~$好.docx", ".~lock.好.docx#")
    found = collect(
        folder,
        opener(
            {
                "好.docx": of("东湖社区2023年工作总结"),
                "坏.docx": InputError("“坏.docx”已损坏。"),
                "密.docx": PasswordNeeded("要密码。"),
                "空.docx": of("西园社区2023年通知", entries=0),
            }
        ),
    )
    named = {one.file: one.why for one in found.unread}
    assert set(named) == {"坏.docx", "密.docx", "空.docx", "~$好.docx", ".~lock.好.docx#"}
    assert named["坏.docx"] == "“坏.docx”已损坏。"
    assert "密码" in named["密.docx"]
    assert "没有认出问题和措施" in named["空.docx"]
    assert "临时文件" in named["~$好.docx"]
    assert [sheet.name for sheet in found.sheets] == ["问题整改台账", "未收入的文件"]
    assert [row[1] for row in found.sheets[1].rows] == [one.file for one in found.unread]


def test_files_come_in_the_order_of_a_person(tmp_path: Path) -> None:
    names = ("社区10.txt", "社区9.txt", "社区1.txt")
    found = collect(folder_of(tmp_path, *names), opener({name: of(f"{name[:-4]}号2023年工作总结") for name in names}))
    assert [row[-1] for row in found.sheets[0].rows] == ["社区1.txt", "社区9.txt", "社区10.txt"]


def test_progress_is_told_for_every_file(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    folder = folder_of(tmp_path, "甲.txt", "乙.txt")
    report_of = of("东湖社区2023年工作总结")
    collect(folder, opener({"甲.txt": report_of, "乙.txt": report_of}), lambda *step: told.append(step))
    assert [(done, total) for done, total, _ in told] == [(1, 2), (2, 2)]
    assert {name for _, _, name in told} == {"甲.txt", "乙.txt"}


def test_a_cancelled_run_ends_at_once_and_opens_nothing_more(tmp_path: Path) -> None:
    opened: list[str] = []
    stop = threading.Event()

    def open_one(path: Path) -> Report:
        opened.append(path.name)
        stop.set()
        return of("东湖社区2023年工作总结")

    folder = folder_of(tmp_path, *(f"{at}.txt" for at in range(50)))
    with pytest.raises(Cancelled):
        collect(folder, open_one, cancelled=stop.is_set)
    assert len(opened) <= 2


def test_the_file_that_is_written_is_left_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "甲.txt", "台账.xlsx")
    found = collect(folder, opener({"甲.txt": of("东湖社区2023年工作总结")}), skip=folder / "台账.xlsx")
    assert found.unread == ()


def test_a_folder_that_is_none_or_empty_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        collect(tmp_path / "没有", opener({}))
    file = tmp_path / "文件.txt"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="不是文件夹"):
        collect(file, opener({}))
    (tmp_path / "空").mkdir()
    with pytest.raises(InputError, match="没有文件"):
        collect(tmp_path / "空", opener({}))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_can_not_be_listed_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "甲.txt", "禁/乙.txt")
    (folder / "禁").chmod(0)
    try:
        found = collect(folder, opener({"甲.txt": of("东湖社区2023年工作总结")}))
    finally:
        (folder / "禁").chmod(0o700)
    assert [one.file for one in found.unread] == ["禁"]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "甲.txt")
    try:
        (folder / "圈").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert collect(folder, opener({"甲.txt": of("东湖社区2023年工作总结")})).rows == 1


@pytest.mark.parametrize(
    ("title", "signature", "file", "unit"),
    [
        ("东湖社区2023年工作总结", "东湖社区党委", "甲.docx", "东湖社区"),
        ("中共东湖社区委员会关于2023年整改情况的报告", "", "甲.docx", "东湖社区委员会"),
        ("关于2023年工作的报告", "东湖社区", "甲.docx", "东湖社区"),
        ("2023年工作总结", "汇报单位：东湖社区", "甲.docx", "东湖社区"),
        ("工作总结", "", "下级/东湖社区2023年总结.docx", "东湖社区"),
        ("工作总结", "", "东湖.docx", "东湖"),
    ],
)
def test_the_unit_of_a_report(title: str, signature: str, file: str, unit: str) -> None:
    assert unit_of(of(title, signature), file) == unit
