"""How deep headings stand: 1 above 1.1 above 1.1.1."""

from __future__ import annotations

from tests.recognise.world import read

TEXT = "做了许多工作，取得了一些成绩，群众都很满意，上级也很满意，今后还要继续努力做好。"


def test_decimal_numbers_nest_as_deep_as_they_have_numbers() -> None:
    lines = [
        "1 总体情况",
        "1.1 工作环境",
        "1.1.1 办公环境",
        TEXT,
        "1.1.2 居住环境",
        TEXT,
        "1.2 工作队伍",
        TEXT,
        "2 下步打算",
        TEXT,
    ]
    first = read("某某系统建设方案", TEXT, *lines).report.sections[0]
    assert [(group.heading.label.strip(), len(group.groups)) for group in first.groups if group.heading] == [
        ("1.1", 2),
        ("1.2", 0),
    ]
