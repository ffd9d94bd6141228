import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from tests.layout.world import PROFILE, body, pages_of

from huibao.layout import Fonts
from huibao.model.profile import Face, Profile


def profile(*families: str) -> Profile:
    return replace(PROFILE, faces={**PROFILE.faces, "body": Face(families)})


def installed() -> str:
    return next(family for family in PROFILE.faces["body"].families if QFontDatabase.hasFamily(family))


def test_the_first_installed_family_of_the_chain_stands_in_and_is_named() -> None:
    fonts = Fonts(PROFILE)
    present = installed()
    fonts = Fonts(profile("没有的仿宋", "也没有", present))
    assert fonts.stand_ins == ()
    fonts.style("body")
    assert [(one.role, one.wanted, one.used) for one in fonts.stand_ins if one.role == "body"] == [
        ("body", "没有的仿宋", present)
    ]
    assert f"没有的仿宋（以 {present} 代替）" in fonts.missing


def test_an_installed_first_choice_is_not_named() -> None:
    Fonts(PROFILE)
    fonts = Fonts(profile(installed()))
    fonts.style("body")
    assert [one for one in fonts.stand_ins if one.role == "body"] == []


def test_where_nothing_of_the_chain_is_installed_text_is_still_chinese() -> None:
    fonts = Fonts(profile("没有的仿宋"))
    assert all(fonts.style("body").glyphs[character].index for character in "党建，“")
    assert fonts.stand_ins[0].used


def test_a_profile_without_faces_still_sets_text() -> None:
    pages = pages_of(body("党建" * 30), profile=Profile())
    assert [len(line.text) for line in pages.pages[0].lines] == [26, 28, 6]


def test_pages_name_the_missing_fonts() -> None:
    assert any(
        text.startswith("没有的仿宋") for text in pages_of(body("党"), profile=profile("没有的仿宋")).missing_fonts
    )


def test_a_han_character_takes_one_cell_and_a_digit_half() -> None:
    style = Fonts(PROFILE).style("body")
    assert [round(style.advances[character], 2) for character in "党，“”…"] == [15.75] * 5
    assert 7.0 < style.advances["2"] < 9.0


def test_digits_come_from_the_latin_face_but_in_the_page_number() -> None:
    fonts = Fonts(PROFILE)
    families = {role: fonts.style(role).glyphs["1"].raw.familyName() for role in ("body", "page_number")}
    assert families["page_number"] == fonts.style("body").glyphs["党"].raw.familyName()
    assert families["body"] != families["page_number"]


def test_larger_faces_are_set_without_the_spacing_of_the_body() -> None:
    assert Fonts(PROFILE).style("title").advances["党"] == pytest.approx(22.0)


def test_a_character_that_no_font_has_is_told() -> None:
    fonts = Fonts(PROFILE)
    fonts.style("body").advances["\u0378"]
    assert fonts.unshown == ("\u0378",)


def test_a_rare_character_is_taken_from_another_font() -> None:
    kai = Fonts(profile("AR PL UKai CN"))
    if not QFontDatabase.hasFamily("AR PL UKai CN"):
        pytest.skip("AR PL UKai CN is not installed")
    glyph = kai.style("body").glyphs["𬱖"]
    assert glyph.index
    assert glyph.raw.familyName() != "AR PL UKai CN"


def test_a_command_composes_without_any_display(root: Path) -> None:
    code = (
        "from huibao.layout import Fonts, application, compose; from huibao.model.profile import Profile;"
        "from huibao.model.manuscript import Item; from huibao.model.report import runs;"
        "app = application(); assert app is application();"
        "pages = compose([Item('body', 'b', runs('党建'))], Profile(), Fonts(Profile()), {});"
        "print(app.platformName(), pages.pages[0].lines[0].text)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout == "offscreen 党建\n", done.stderr
