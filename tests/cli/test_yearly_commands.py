"""The commands over the years: what they print, write and return."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from huibao.main import main

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
