"""Template files: the shipped ones load whole, a fault is named by file, line and reason."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import DataError
from huibao.formats.templates import load_template
from huibao.formats.toml_lines import key_lines
from huibao.model.template import FIELD_IDS

IDS = ["community-annual", "duty-report", "rectification", "self-examination", "work-summary"]
GOOD = """\
id = "mine"
name = "我的模板"
title = "{year}年总结"

[frame]
open = "("

[[sections]]
key = "work"
heading = "主要工作"
kind = "narrative"
aspects = [
  "甲", # 说明
  "乙",
]

[[sections]]
key = "problems"
heading = "问题"
kind = "problems"
least_entries = 2

[[front]]
id = "title"
label = "标题"

[[problem]]
id = "cause"
label = "原因"
lead_in = "原因："
"""


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(text: str | bytes) -> Path:
        path = tmp_path / "我的.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def fault_of(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_template(path)
    return caught.value.message


def test_the_shipped_templates_are_the_five(resources: Path) -> None:
    assert [path.stem for path in sorted((resources / "templates").glob("*.toml"))] == IDS


@pytest.mark.parametrize("id", IDS)
def test_a_shipped_template_says_something_about_every_field_of_problem_and_measure(resources: Path, id: str) -> None:
    template = load_template(resources / "templates" / f"{id}.toml")
    assert template.id == id
    for owner in ("problem", "measure"):
        assert {item.id for item in template.fields(owner)} == set(FIELD_IDS[owner])
    for owner in FIELD_IDS:
        assert all(item.label and item.guidance for item in template.fields(owner))
    assert all(section.guidance and section.match for section in template.sections)
    kinds = {section.kind for section in template.sections}
    assert kinds == {"narrative", "problems", "measures"}


@pytest.mark.parametrize("id", IDS)
def test_a_shipped_closing_carries_no_request(resources: Path, id: str) -> None:
    closing = load_template(resources / "templates" / f"{id}.toml").field("end", "closing")
    assert closing is not None
    assert closing.text.endswith("。")
    assert not any(word in closing.text for word in ("妥否", "当否", "请批示", "请批复", "请予批", "请审"))


@pytest.mark.parametrize("id", IDS)
def test_a_section_is_known_by_its_own_heading(resources: Path, id: str) -> None:
    for section in load_template(resources / "templates" / f"{id}.toml").sections:
        assert any(word in section.heading for word in section.match), section.heading


def test_all_values_arrive(write) -> None:  # type: ignore[no-untyped-def]
    template = load_template(write(GOOD))
    assert (template.id, template.name, template.title, template.profile) == (
        "mine",
        "我的模板",
        "{year}年总结",
        "gbt9704",
    )
    assert template.frame.open == "("
    assert template.frame.close == "）"
    assert [section.key for section in template.sections] == ["work", "problems"]
    assert template.sections[0].aspects == ("甲", "乙")
    assert template.sections[1].least_entries == 2
    cause = template.field("problem", "cause")
    assert cause is not None
    assert cause.lead_in == "原因："


def test_a_template_may_limit_the_length(write) -> None:  # type: ignore[no-untyped-def]
    assert load_template(write(GOOD)).limit_pages == 0
    limited = load_template(write("limit_pages = 6\nlimit_characters = 3000\n" + GOOD))
    assert (limited.limit_pages, limited.limit_characters) == (6, 3000)
    with pytest.raises(DataError) as raised:
        load_template(write("limit_pages = -1\n" + GOOD))
    assert raised.value.message.endswith("第 1 行有误：“limit_pages”不能是负数。")


@pytest.mark.parametrize("id", ["community-annual", "work-summary", "rectification", "self-examination"])
def test_a_template_says_where_last_years_problems_are_accounted_for(resources: Path, id: str) -> None:
    template = load_template(resources / "templates" / f"{id}.toml")
    (section,) = (section for section in template.sections if section.account)
    for fill in ("{count}", "{done}", "{ongoing}", "{open}"):
        assert fill in section.account[0]


def test_notepad_may_have_saved_it(write) -> None:  # type: ignore[no-untyped-def]
    assert load_template(write(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())).id == "mine"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('name = "我的模板"', 'name = "我的模板', 2, "引号"),
        ('name = "我的模板"', "name = 我的模板", 2, "英文引号"),
        ('name = "我的模板"', "name", 2, "等号"),
        ('name = "我的模板"', '名称 = "我的模板"', 2, "键名要用英文"),
        ('name = "我的模板"', 'name = "a" title = "b"', 2, "一行里"),
        ('name = "我的模板"', "", 1, "缺少“name”"),
        ('name = "我的模板"', 'name = ""', 2, "缺少“name”"),
        ('name = "我的模板"', 'naem = "我的模板"', 2, "不认识的键“naem”"),
        ('id = "mine"', 'id = "我 的"', 1, "小写英文字母"),
        ('title = "{year}年总结"', 'title = "{yaer}年总结"', 3, "“{yaer}”"),
        ('title = "{year}年总结"', 'title = "{year年总结"', 3, "花括号"),
        ('open = "("', "open = 1", 6, "文字"),
        ("[frame]", "[fram]", 5, "不认识的键“fram”"),
        ('key = "work"\n', "", 8, "缺少“key”"),
        ('heading = "主要工作"', 'heading = "一、主要工作"', 10, "不要带序号"),
        ('kind = "narrative"', 'kind = "叙述"', 11, "narrative、problems、measures"),
        ('  "乙",', "  2,", 12, "一列文字"),
        ('  "乙",', '  "（一）乙",', 12, "不要带序号"),
        ('key = "problems"', 'key = "work"', 18, "写了两次"),
        ("least_entries = 2", 'account = ["{sum}个。"]', 21, "花括号里只能写 {last_year}、{year}"),
        ("least_entries = 2", 'account = "{count}个。"', 21, "一列文字"),
        ('key = "problems"', 'key = "p"\nkey = "q"', 19, "写了两次"),
        ("least_entries = 2", "least_entries = -2", 21, "负数"),
        ("least_entries = 2", 'least_entries = "2"', 21, "整数"),
        ("least_entries = 2", "least_entries = true", 21, "整数"),
        ('kind = "problems"', 'kind = "narrative"', 21, "只用于 problems 和 measures"),
        ('id = "cause"', 'id = "causes"', 28, "不认识的字段“causes”"),
        ('id = "cause"', 'id = "goal"', 28, "不认识的字段“goal”"),
        ('label = "原因"', "", 27, "problem的第 1 项缺少“label”"),
        ('id = "title"', 'id = "lead"', 23, "缺少 id 为“title”"),
        ('lead_in = "原因："', 'lead_in = "原因："\nrequired = 1', 31, "true 或 false"),
        ("[[problem]]", "[problem]", 27, "[[problem]]"),
    ],
)
def test_a_fault_is_named_by_file_line_and_reason(write, old: str, new: str, line: int, reason: str) -> None:  # type: ignore[no-untyped-def]
    assert GOOD.count(old) == 1
    message = fault_of(write(GOOD.replace(old, new)))
    assert message.startswith(f"模板文件“我的.toml”第 {line} 行有误：")
    assert reason in message
    assert message.endswith("。")


def test_a_field_said_twice_is_a_fault(write) -> None:  # type: ignore[no-untyped-def]
    message = fault_of(write(GOOD + '\n[[problem]]\nid = "cause"\nlabel = "又是原因"\n'))
    assert "第 33 行有误：“cause”在 problem 里写了两次" in message


@pytest.mark.parametrize("text", ["", "# 空的\n", 'id = "a"\nname = "b"\ntitle = "c"\n'])
def test_a_template_without_sections_is_a_fault(write, text: str) -> None:  # type: ignore[no-untyped-def]
    assert "至少要有一个 [[sections]]" in fault_of(write(text))


def test_a_file_that_is_not_utf8_is_a_fault(write) -> None:  # type: ignore[no-untyped-def]
    assert "第 2 行有误：文字不是 UTF-8 编码" in fault_of(write(GOOD.encode("gb18030")))


def test_a_file_that_is_gone_and_a_folder_are_faults(tmp_path: Path) -> None:
    assert "没有.toml" in fault_of(tmp_path / "没有.toml")
    assert "读不出来" in fault_of(tmp_path)


def test_a_monster_is_refused(write) -> None:  # type: ignore[no-untyped-def]
    assert "太大" in fault_of(write("#" * 1_000_001))
    fault_of(write("a = " + "[" * 5000))


@given(
    cut=st.integers(0, len(GOOD)), put=st.sampled_from(["", '"', "[", "]", "\n", "=", "{", "'''", "甲", "\x00", "\\"])
)
def test_no_damage_gives_anything_but_a_template_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, cut: int, put: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_text(GOOD[:cut] + put + GOOD[cut + 1 :], encoding="utf-8")
    said = ""
    try:
        load_template(path)
    except DataError as fault:
        said = fault.message
    assert not said or said.startswith("模板文件“damaged.toml”第 ")


def test_the_line_of_every_key_is_known_whatever_the_values_hold() -> None:
    text = """\
# [no] = 1
a = '''
b = 1
'''
"c d" = [ "]", '[', # x = 1
  { y = 2 },
]
e.f = \"\"\"q = "\\"\"\"\"
[t.u]
v = 1
[[w]]
x = 1
[[w.k]]
y = 1
[[w]]
x = 1  # z = 3
[w.m]
n = 1"""
    assert tomllib.loads(text)["w"][1]["m"] == {"n": 1}
    assert key_lines(text) == {
        ("a",): 2,
        ("c d",): 5,
        ("e",): 8,
        ("e", "f"): 8,
        ("t", "u"): 9,
        ("t", "u", "v"): 10,
        ("w", 0): 11,
        ("w", 0, "x"): 12,
        ("w", 0, "k", 0): 13,
        ("w", 0, "k", 0, "y"): 14,
        ("w", 1): 15,
        ("w", 1, "x"): 16,
        ("w", 1, "m"): 17,
        ("w", 1, "m", "n"): 18,
    }
