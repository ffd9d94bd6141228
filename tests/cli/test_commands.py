"""The commands: what they print, write and return. People script them."""

import io
import json
import logging
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import huibao
from huibao.formats import native
from huibao.main import main

TEXT = """社区2023年工作总结
一年来，社区认真开展各项工作，现汇报如下：
一、主要工作
开展志愿活动12次。
二、存在的问题
（一）学习方面
1.学习不够深入。学用结合不紧。
三、下一步措施
（一）加强学习
1.坚持每周学习。由支部组织。
特此报告。
幸福社区居民委员会
2023年12月1日
"""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder; what ``main`` sets for the whole process is put back."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder / name))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    ours = logging.getLogger("huibao")
    before = ours.level, ours.propagate
    yield folder
    for handler in list(ours.handlers):
        ours.removeHandler(handler)
        handler.close()
    ours.setLevel(before[0])
    ours.propagate = before[1]


@pytest.fixture
def received(tmp_path: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def asked(capsysbinary: pytest.CaptureFixture[bytes], *args: object) -> tuple[int, Any, str]:
    """Exit code, standard output as JSON (or text), standard error."""
    code = main([str(arg) for arg in args])
    out, err = capsysbinary.readouterr()
    text = out.decode("utf-8")
    return code, json.loads(text) if text[:1] in "[{" and text else text, err.decode("utf-8")


def test_outline_prints_every_line_with_its_role(received: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, rows, err = asked(capsysbinary, "outline", received, "--json")
    assert (code, err) == (0, "")
    assert rows["title"] == "社区2023年工作总结"
    assert {"title", "paragraphs", "left_out", "notes"} == set(rows)
    keys = {"role", "level", "number", "headline", "text", "section"}
    assert all(set(row) == keys for row in rows["paragraphs"])
    texts = [row["number"] + row["text"] for row in rows["paragraphs"]]
    assert [text.replace(" ", "") for text in texts] == TEXT.splitlines()
    problem = rows["paragraphs"][6]
    assert (problem["role"], problem["level"], problem["section"]) == ("heading", 3, "problems")
    assert problem["number"].strip() == "1."
    assert problem["headline"].startswith("学习不够深入")


def test_outline_for_people_shows_headings_further_in_by_level(
    received: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, text, _ = asked(capsysbinary, "outline", received)
    assert code == 0
    assert "\n二、存在的问题\n　　（一）学习方面\n　　　　1.学习不够深入" in text
    assert "特此报告" not in text


@pytest.mark.parametrize("kind", ["huibao", "docx", "pdf", "txt", "xlsx"])
def test_convert_writes_each_kind(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: str
) -> None:
    target = tmp_path / f"新 文件.{kind.upper()}"
    code, out, _ = asked(capsysbinary, "convert", received, "-o", target)
    assert (code, out) == (0, "")
    data = target.read_bytes()
    heads = {"huibao": b"PK", "docx": b"PK", "pdf": b"%PDF-", "txt": b"\xef\xbb\xbf", "xlsx": b"PK"}
    assert data.startswith(heads[kind])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([received.name, target.name])
    assert received.read_text("gb18030") == TEXT


@pytest.mark.parametrize("kind", ["huibao", "docx", "txt"])
def test_what_was_converted_reads_as_the_same_report(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: str
) -> None:
    target = tmp_path / f"out.{kind}"
    asked(capsysbinary, "convert", received, "-o", target)
    _, first, _ = asked(capsysbinary, "outline", received, "--json")
    _, second, _ = asked(capsysbinary, "outline", target, "--json")
    assert first["paragraphs"] == second["paragraphs"]


def test_convert_takes_template_and_profile(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "out.huibao"
    options = ("--template", "rectification", "--profile", "gbt9704")
    assert asked(capsysbinary, "convert", received, "-o", target, *options)[0] == 0
    report = native.load(target.read_bytes()).report
    assert (report.template, report.profile) == ("rectification", "gbt9704")


def test_a_template_can_be_given_to_a_report_that_has_one(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    first, second = tmp_path / "a.huibao", tmp_path / "b.huibao"
    asked(capsysbinary, "convert", received, "-o", first)
    assert asked(capsysbinary, "convert", first, "-o", second, "--template", "duty-report")[0] == 0
    before, after = (native.load(path.read_bytes()).report for path in (first, second))
    assert after.template == "duty-report"
    assert after.sections == before.sections


def test_the_ledger_holds_the_problem(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "台账.xlsx"
    asked(capsysbinary, "convert", received, "-o", target)
    with zipfile.ZipFile(target) as book:
        assert "学习不够深入" in book.read("xl/sharedStrings.xml").decode("utf-8")


def test_check_says_what_is_missing(received: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, findings, _ = asked(capsysbinary, "check", received, "--json")
    assert code == 0
    assert findings
    assert all(set(finding) == {"rule", "severity", "text", "where", "fix"} for finding in findings)


def test_check_for_people_prints_a_line_each(received: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _, findings, _ = asked(capsysbinary, "check", received, "--json")
    code, text, _ = asked(capsysbinary, "check", received)
    assert code == 0
    assert len(text.splitlines()) == len(findings)


def test_templates_are_listed_by_id_and_name(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, text, err = asked(capsysbinary, "templates")
    assert (code, err) == (0, "")
    lines = [line.split("\t") for line in text.splitlines()]
    assert len(lines) >= 5
    assert ["community-annual", "社区年度工作总结"] in lines


def test_a_faulty_template_of_the_users_own_is_said_and_the_others_are_listed(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from huibao import paths

    folder = paths.user_data() / "templates"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("id =", encoding="utf-8")
    code, text, err = asked(capsysbinary, "templates")
    assert code == 0
    assert len(text.splitlines()) >= 5
    assert "own.toml" in err


def test_the_version_is_told(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert asked(capsysbinary, "--version") == (0, f"huibao {huibao.__version__}\n", "")


@pytest.mark.parametrize("args", [("--help",), ("-h",), ("convert", "--help"), ("outline", "-h"), ("templates", "-h")])
def test_help_is_chinese_alone(args: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(SystemExit) as end:
        main(list(args))
    out, err = capsysbinary.readouterr()
    text = out.decode("utf-8")
    assert end.value.code == 0
    assert err == b""
    assert "用法：huibao" in text
    assert not any(word in text for word in ("usage", "options", "positional", "show this"))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("outline",), "缺少 FILE"),
        (("convert", "a.txt"), "--output"),
        (("convert", "a.txt", "-o"), "后面缺少内容"),
        (("convert", "a.txt", "-o", "b.rtf"), "b.rtf"),
        (("convert", "a.txt", "-o", "b"), "扩展名"),
        (("outline", "a.txt", "b.txt"), "b.txt"),
        (("outline", "a.txt", "--yaml"), "--yaml"),
        (("templates", "--json"), "--json"),
        (("a.txt", "b.txt"), "b.txt"),
        (("--frobnicate",), "--frobnicate"),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_exit_2(
    args: tuple[str, ...], said: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, err = asked(capsysbinary, *args)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert "required" not in err


@pytest.mark.parametrize("option", ["--template", "--profile"])
def test_an_unknown_template_or_profile_is_wrong_usage(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], option: str
) -> None:
    code, _, err = asked(capsysbinary, "convert", received, "-o", tmp_path / "out.docx", option, "nonsense")
    assert code == 2
    assert "nonsense" in err
    assert "gbt9704" in err or "community-annual" in err
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("how", ["same", "other spelling", "link"])
def test_convert_never_overwrites_its_input(
    tmp_path: Path, received: Path, capsysbinary: pytest.CaptureFixture[bytes], how: str
) -> None:
    target = {
        "same": received,
        "other spelling": received.parent / ".." / received.parent.name / received.name,
        "link": tmp_path / "link.txt",
    }[how]
    if how == "link":
        target.symlink_to(received)
    code, _, err = asked(capsysbinary, "convert", received, "-o", target)
    assert code == 2
    assert "输入文件" in err
    assert received.read_text("gb18030") == TEXT


def test_a_file_named_like_a_command_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "check").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    opened: list[Path | None] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("huibao.gui.start", lambda path: opened.append(path) or 0, raising=False)
    assert main(["./check"]) == 0
    assert main([]) == 0
    assert opened == [Path("check"), None]
    assert asked(capsysbinary, "outline", "check", "--json")[1]["title"] == "社区2023年工作总结"


def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can be without a screen")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, _, err = asked(capsysbinary)
    assert code == 1
    assert "图形界面" in err


def test_json_is_utf_8_whatever_the_console(received: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["outline", str(received), "--json"]) == 0
    assert json.loads(raw.getvalue().decode("utf-8"))["title"] == "社区2023年工作总结"


def test_a_windowed_program_without_streams_still_works(
    received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["convert", str(received), "-o", str(tmp_path / "out.txt")]) == 0
    assert main(["outline", "nowhere.txt"]) == 1
    assert main(["outline", str(received)]) == 0


def test_a_target_that_is_open_in_an_office_program_is_not_written(
    received: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / ".~lock.out.docx#").write_text("王芳,wang,PC-3,,;", encoding="utf-8")
    code, _, err = asked(capsysbinary, "convert", received, "-o", tmp_path / "out.docx")
    assert code == 1
    assert "王芳" in err
    assert not (tmp_path / "out.docx").exists()


def test_nothing_of_a_document_goes_to_the_log(received: Path, home: Path) -> None:
    received.write_bytes(b"PK\x03\x04" + TEXT.encode("utf-8"))
    assert main(["outline", str(received)]) == 1
    logged = [file for folder, _, files in os.walk(home) for file in (Path(folder) / name for name in files)]
    assert logged
    assert all("学习" not in file.read_text("utf-8") for file in logged)
