"""The commands over the years: what they print, write and return."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from huibao.formats import native
from huibao.main import main
from huibao.yearly.proposals import Decide

LAST = """幸福社区2023年工作总结
一年来，社区认真开展各项工作，现将2023年以来的工作汇报如下：
一、主要工作
社区分成6个网格，开展志愿活动12次，服务居民860人次。
2019年开展“不忘初心、牢记使命”主题教育，建立了学习制度。
二、存在的问题
（一）学习方面
1.学习党的十九大精神不够深入。学用结合不紧，笔记记得多，思考得少。
三、下一步措施
（一）加强学习
1.坚持每周学习。由支部组织，书记王建国带头讲党课，2023年12月底前完成。
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
def last(tmp_path: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_text(LAST, encoding="gb18030")
    return path


def asked(capsysbinary: pytest.CaptureFixture[bytes], *args: object) -> tuple[int, Any, str]:
    """Exit code, standard output as JSON (or text), standard error."""
    code = main([str(arg) for arg in args])
    out, err = capsysbinary.readouterr()
    text = out.decode("utf-8")
    return code, json.loads(text) if text[:1] in "[{" and text else text, err.decode("utf-8")


def test_compare_tells_of_every_paragraph(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    this = tmp_path / "今年.txt"
    text = LAST.replace("2023年工作总结", "2024年工作总结").replace("12次", "15次").replace("特此报告。\n", "")
    this.write_text(
        text.replace("三、下一步措施", "请来律师坐班，居民在家门口就能问法律。\n三、下一步措施"), encoding="utf-8"
    )
    code, found, err = asked(capsysbinary, "compare", last, this, "--json")
    assert (code, err) == (0, "")
    assert set(found) == {"paragraphs", "dropped", "shares"}
    assert all(set(row) == {"text", "last", "match", "likeness"} for row in found["paragraphs"])
    rows = {row["text"]: row for row in found["paragraphs"]}
    edited = rows["社区分成6个网格，开展志愿活动15次，服务居民860人次。"]
    assert edited["match"] == "near"
    assert edited["last"] == "社区分成6个网格，开展志愿活动12次，服务居民860人次。"
    assert 0.9 < edited["likeness"] < 1
    assert rows["请来律师坐班，居民在家门口就能问法律。"]["match"] == "new"
    assert rows["请来律师坐班，居民在家门口就能问法律。"]["last"] == ""
    assert rows["学习方面"] == {"text": "学习方面", "last": "学习方面", "match": "same", "likeness": 1}
    assert found["dropped"] == ["特此报告。"]
    assert set(found["shares"]) == {"same", "near", "new"}
    assert sum(found["shares"].values()) == pytest.approx(1, abs=0.001)


def test_compare_goes_by_the_pairs_that_were_set_by_hand(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    new = tmp_path / "今年.huibao"
    asked(capsysbinary, "roll", last, "--year", "2024", "-o", new, "--json")
    held = native.load(new.read_bytes())
    assert held.previous is not None
    block = held.report.sections[0].blocks[0]
    (tmp_path / "去年.huibao").write_bytes(native.dump(held.previous, {}))
    # Without a counterpart its sentences are still copied ones.
    for choice, match in (("", "same"), ("none", "near")):
        report = Decide((f"match:{block.id}",), choice).apply(held.report)
        new.write_bytes(native.dump(report, {}, held.previous))
        _code, found, _err = asked(capsysbinary, "compare", tmp_path / "去年.huibao", new, "--json")
        row = next(row for row in found["paragraphs"] if "6个网格" in row["text"])
        assert (row["match"], bool(row["last"])) == (match, match == "same")


def test_compare_for_people_says_the_shares_and_what_is_gone(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    this = tmp_path / "今年.txt"
    this.write_text(LAST.replace("特此报告。\n", ""), encoding="utf-8")
    code, text, _ = asked(capsysbinary, "compare", last, this)
    assert code == 0
    assert text.startswith("与上年相同 100%，相近 0%，新写 0%")
    assert "今年没有　特此报告。" in text


@pytest.mark.parametrize("missing", [0, 1])
def test_compare_with_a_file_that_is_not_there_says_so_in_one_line(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], missing: int
) -> None:
    files = [last, last]
    files[missing] = tmp_path / "没有.docx"
    code, out, err = asked(capsysbinary, "compare", *files, "--json")
    assert (code, out) == (1, "")
    assert "找不到“没有.docx”" in err
    assert err.count("\n") == 1


def test_compare_wants_two_files(last: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = asked(capsysbinary, "compare", last)
    assert (code, out) == (2, "")
    assert "缺少 THIS" in err


def test_roll_changes_the_years_of_title_and_date_and_lists_the_rest(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    received = last.read_bytes()
    target = tmp_path / "今年.huibao"
    code, found, err = asked(capsysbinary, "roll", last, "--year", 2024, "-o", target, "--json")
    assert (code, err) == (0, "")
    assert set(found) == {"changed", "proposals"}
    assert found["changed"] == [
        {"old": "幸福社区2023年工作总结", "new": "幸福社区2024年工作总结", "where": "标题"},
        {"old": "2023年12月1日", "new": "2024年12月1日", "where": "成文日期"},
    ]
    assert all(set(row) == {"kind", "sentence", "old", "new"} for row in found["proposals"])
    proposed = [(row["kind"], row["old"], row["new"]) for row in found["proposals"]]
    assert ("year", "2023年", "2024年") in proposed
    assert ("meeting", "十九大", "二十大") in proposed
    assert ("deadline", "2023年12月", "2024年12月") in proposed
    assert ("number", "6个", "") in proposed
    assert ("name", "王建国", "") in proposed
    assert not any("不忘初心" in row["sentence"] for row in found["proposals"]), "that sentence is about 2019"
    assert last.read_bytes() == received
    _, texts, _ = asked(capsysbinary, "outline", target, "--json")
    lines = [row["number"] + row["text"] for row in texts["paragraphs"]]
    expected = LAST.replace("幸福社区2023年", "幸福社区2024年").replace("2023年12月1日", "2024年12月1日").splitlines()
    assert [line.replace(" ", "") for line in lines] == expected


def test_the_new_file_holds_last_years_report(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "今年.huibao"
    asked(capsysbinary, "roll", last, "--year", 2024, "-o", target)
    last.unlink()
    opened = native.load(target.read_bytes())
    assert opened.previous
    assert opened.previous.title == "幸福社区2023年工作总结"
    code, text, _ = asked(capsysbinary, "roll", target, "--year", 2025, "-o", tmp_path / "明年.huibao")
    assert code == 0
    assert "已改　标题：幸福社区2024年工作总结 → 幸福社区2025年工作总结" in text


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--year", "2024"), 2, "缺少 -o"),
        (("-o", "今年.huibao"), 2, "缺少 --year"),
        (("--year", "明年", "-o", "今年.huibao"), 2, "应是整数"),
        (("--year", "24", "-o", "今年.huibao"), 2, "四位数字"),
        (("--year", "2024", "-o", "今年.docx"), 2, "扩展名要是 .huibao"),
        (("--year", "2023", "-o", "今年.huibao"), 1, "已经是 2023 年的"),
        (("--year", "2024", "-o", "没有/今年.huibao"), 1, "文件夹不存在"),
    ],
)
def test_roll_used_wrongly_says_so_in_one_line_and_writes_nothing(
    last: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    found, out, err = asked(capsysbinary, "roll", last, *args, "--json")
    assert (found, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_last_years_file_is_never_the_target(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "报告.huibao"
    asked(capsysbinary, "roll", last, "--year", 2024, "-o", target)
    held = target.read_bytes()
    code, _, err = asked(capsysbinary, "roll", target, "--year", 2025, "-o", target)
    assert code == 2
    assert "不会被改写" in err
    assert target.read_bytes() == held


def test_collect_writes_one_ledger_and_names_what_it_left_out(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "各社区"
    folder.mkdir()
    for name in ("东湖", "西园"):
        (folder / f"{name}.txt").write_text(LAST.replace("幸福", name), encoding="utf-8")
    (folder / "~$东湖.docx").write_bytes(b"x" * 162)
    (folder / "表.pdf").write_bytes(b"%PDF-1.4 nothing")
    target = folder / "台账.xlsx"
    for _ in range(2):  # the second time the ledger itself stands in the folder
        code, found, err = asked(capsysbinary, "collect", folder, "-o", target, "--json")
        assert (code, err) == (0, "")
        assert set(found) == {"rows", "unread"}
        assert found["rows"] == 4
        assert {row["file"] for row in found["unread"]} == {"~$东湖.docx", "表.pdf"}
        assert all(set(row) == {"file", "why"} and row["why"] for row in found["unread"])
    page = openpyxl.load_workbook(target).worksheets[0]
    assert [row[1] for row in page.iter_rows(min_row=3, values_only=True)] == ["东湖社区"] * 2 + ["西园社区"] * 2


def test_collect_for_people_says_how_many(
    last: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, text, _ = asked(capsysbinary, "collect", tmp_path, "-o", tmp_path / "台账.xlsx")
    assert code == 0
    assert text == "收入 1 份报告，共 2 行。\n"


@pytest.mark.parametrize(
    ("folder", "output", "code", "said"),
    [
        ("没有", "台账.xlsx", 1, "找不到"),
        ("去年.txt", "台账.xlsx", 1, "不是文件夹"),
        ("空", "台账.xlsx", 1, "没有文件"),
        (".", "台账.docx", 2, "扩展名要是 .xlsx"),
        (".", "没有/台账.xlsx", 1, "文件夹不存在"),
    ],
)
def test_collect_used_wrongly_says_so_in_one_line_and_writes_nothing(
    last: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    folder: str,
    output: str,
    code: int,
    said: str,
) -> None:
    (tmp_path / "空").mkdir()
    before = sorted(tmp_path.rglob("*"))
    found, out, err = asked(capsysbinary, "collect", tmp_path / folder, "-o", tmp_path / output, "--json")
    assert (found, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before
