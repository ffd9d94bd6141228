"""Format profiles are read from TOML strictly: what is wrong is said with file, line and reason."""

from pathlib import Path

import pytest

from huibao.errors import DataError
from huibao.formats.profiles import load_profile
from huibao.model.profile import Breaking, Face

BODY = '[faces.body]\nfamilies = ["仿宋_GB2312"]\n'


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> str:
    with pytest.raises(DataError) as raised:
        load_profile(written(folder, text))
    return raised.value.message


def test_the_standard_profile_holds_the_figures_of_the_standard(resources: Path) -> None:
    profile = load_profile(resources / "profiles" / "gbt9704.toml")
    assert (profile.text_width_mm, profile.text_height_mm) == (156, 225)
    assert (profile.lines, profile.characters) == (22, 28)
    assert profile.lines * profile.pitch_pt * 25.4 / 72 <= profile.text_height_mm
    cell = profile.face("body").size_pt + profile.character_spacing_pt
    assert profile.characters * cell * 25.4 / 72 <= profile.text_width_mm < (profile.characters + 1) * cell * 25.4 / 72
    assert {role: profile.face(role).size_pt for role in ("title", "heading1", "page_number")} == {
        "title": 22, "heading1": 16, "page_number": 14,
    }  # fmt: skip
    first = {role: profile.face(role).families[0] for role in ("heading1", "heading2", "heading3", "heading4")}
    assert first == {
        "heading1": "黑体",
        "heading2": "楷体_GB2312",
        "heading3": "仿宋_GB2312",
        "heading4": "仿宋_GB2312",
    }


def test_every_profile_we_ship_can_be_read(resources: Path) -> None:
    profiles = {path.stem: load_profile(path) for path in (resources / "profiles").glob("*.toml")}
    assert "gbt9704" in profiles
    assert all(profile.id == stem for stem, profile in profiles.items())
    assert all(profile.lines * profile.pitch_pt * 25.4 / 72 <= profile.text_height_mm for profile in profiles.values())


def test_the_example_of_a_local_habit_differs_from_the_standard_only_in_that(resources: Path) -> None:
    standard = load_profile(resources / "profiles" / "gbt9704.toml")
    local = load_profile(resources / "profiles" / "local-habit.toml")
    assert {role for role in standard.faces if standard.faces[role] != local.faces[role]} == {"heading3", "run_in3"}
    assert local.face("run_in3").bold
    assert (local.page_number_place, local.page_number_format) == ("center", "{}")
    assert (local.lines, local.pitch_pt, local.top_mm) == (standard.lines, standard.pitch_pt, standard.top_mm)


def test_a_profile_may_say_only_what_differs(tmp_path: Path, resources: Path) -> None:
    base = load_profile(resources / "profiles" / "gbt9704.toml")
    own = load_profile(
        written(tmp_path, 'based_on = "gbt9704"\n[faces.run_in3]\nbold = true\n[breaking]\nhang = false\n')
    )
    assert own.id == own.name == "own"
    assert own.face("run_in3") == Face(base.face("run_in3").families, 16, bold=True)
    assert own.breaking == Breaking(base.breaking.han_latin_gap_em, hang=False)
    assert (own.faces["title"], own.page_height_mm) == (base.faces["title"], base.page_height_mm)


def test_an_own_profile_of_the_same_name_may_build_on_ours(tmp_path: Path) -> None:
    own = load_profile(written(tmp_path, 'based_on = "gbt9704"\n[grid]\npitch_pt = 28\n', "gbt9704.toml"))
    assert (own.id, own.pitch_pt, own.lines) == ("gbt9704", 28, 22)


def test_what_a_profile_without_base_leaves_out_is_the_standards(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, BODY))
    assert (profile.top_mm, profile.pitch_pt) == (37, 28.95)
    assert profile.face("title").families == ("仿宋_GB2312",)


def test_the_first_latin_family_is_the_one_that_is_used(tmp_path: Path) -> None:
    text = BODY + '[faces.latin]\nfamilies = ["Arial", "Helvetica"]\n'
    assert load_profile(written(tmp_path, text)).latin_family == "Arial"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[page]\ntop_mm = 37\nleft = 28\n", 3, "不认识的键“left”"),
        ('[page]\nname = 1\n\n[grid]\npitch_pt = "28磅"', 2, "不认识的键“name”"),
        ('[grid]\n\npitch_pt = "28磅"\n', 3, "“pitch_pt”应当是数字"),
        ("[grid]\npitch_pt = true\n", 2, "“pitch_pt”应当是数字"),
        ("[grid]\npitch_pt = nan\n", 2, "“pitch_pt”应在 5 到 200 之间"),
        ("[grid]\nlines = 22.5\n", 2, "“lines”应当是整数"),
        ("page = 3\n", 1, "“page”应当是一节"),
        ("[faces.body]\nfamilies = []\n", 2, "“families”应当是字体名称的列表"),
        ('[faces.body]\nsize_pt = 16\nfamilies = ["仿宋,宋体"]\n', 3, "“families”里有不是字体名称的"),
        ('[faces.body]\nfamilies = ["仿\\u0001宋"]\n', 2, "“families”里有不是字体名称的"),
        ("[faces.bodi]\nsize_pt = 16\n", 1, "不认识的键“bodi”"),
        ('[labels]\nforms = ["{}、", "（{}）", "{}."]\n', 2, "共四项"),
        ('[labels]\nforms = ["{}、", "（{}）", "一.", "（{}）"]\n', 2, "第 3 项"),
        ('[page_number]\nformat = "— 1 —"\n', 2, "“format”应当是带一个 {} 的文字"),
        ('[page_number]\nplace = "middle"\n', 2, "“place”应当是其中之一"),
        ("[breaking]\nhang = 1\n", 2, "“hang”应当是 true 或 false"),
        ('id = "../x"\n', 1, "“id”只能用字母"),
        (BODY + "[page]\nleft_mm = 100\nright_mm = 100\n", 3, "版心不足 20 毫米"),
        ("[grid]\nlines = 22\n", 1, "缺少正文字体"),
        ('name = "本单位"\nbased_on = "nowhere"\n', 2, "找不到版式“nowhere”"),
        ("[page\ntop_mm = 37\n", 1, "方括号没有收尾"),
    ],
)
def test_a_fault_is_named_with_file_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    said = fault(tmp_path, text)
    assert "own.toml" in said
    assert f"第 {line} 行" in said
    assert reason in said


def test_profiles_that_build_on_each_other_are_refused(tmp_path: Path) -> None:
    written(tmp_path, 'based_on = "two"\n', "one.toml")
    two = written(tmp_path, 'based_on = "one"\n', "two.toml")
    with pytest.raises(DataError, match="互相引用"):
        load_profile(two)


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.toml"):
        load_profile(tmp_path / "gone.toml")
