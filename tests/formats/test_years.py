"""The vocabulary of years: the shipped one is sound, a user's own goes on top, a fault is named by file, line and reason."""

from pathlib import Path

import pytest

from huibao.errors import DataError
from huibao.formats.years import joined, load_year_words
from huibao.model.years import YearWords
from huibao.services.library import Library

GOOD = """\
[[events]]
name = "春风行动"
from = 2023
to = 2024
next = "夏雨行动"
forms = ["春风行动"]

[[events]]
name = "夏雨行动"
from = 2025
patterns = ['夏雨(?:专项)?行动']
text = "夏雨专项行动"

[words]
units = ["担"]
surnames = ["猫狗"]
"""


@pytest.fixture
def shipped(resources: Path) -> YearWords:
    return load_year_words(resources / "vocabulary" / "years.toml")


def test_every_event_names_a_follower_that_is_there_and_begins_later(shipped: YearWords) -> None:
    assert len(shipped.events) > 20
    for event in shipped.events:
        assert event.forms or event.patterns
        if event.next:
            following = shipped.event(event.next)
            assert following, event.name
            assert following.start > event.start
            assert event.end, "an event that another follows comes to an end"


def test_what_follows_a_campaign_depends_on_the_year(shipped: YearWords) -> None:
    event = shipped.event("“不忘初心、牢记使命”主题教育")
    assert event

    def following(year: int) -> str | None:
        found = shipped.follower(event, year)
        return found.text if found else None

    assert following(2021) == "党史学习教育"
    assert following(2022) is None
    assert following(2024) == "党纪学习教育"
    assert following(2025) == "深入贯彻中央八项规定精神学习教育"


def test_a_doubtful_surname_is_a_surname(shipped: YearWords) -> None:
    assert shipped.doubtful_surnames < shipped.surnames


def test_events_that_follow_each_other_in_a_circle_end_nowhere() -> None:
    from huibao.model.years import Event

    words = YearWords((Event("甲", start=2000, end=2001, next="乙"), Event("乙", start=2001, end=2002, next="甲")))
    assert words.follower(words.events[0], 2024) is None


def test_a_users_own_file_adds_and_replaces(resources: Path, tmp_path: Path, shipped: YearWords) -> None:
    path = tmp_path / "vocabulary" / "years.toml"
    path.parent.mkdir()
    path.write_text(
        GOOD + '\n[[events]]\nname = "党纪学习教育"\nfrom = 2024\nto = 2026\nforms = ["党纪学习教育"]\n', "utf-8"
    )
    library = Library(resources, tmp_path)
    words = library.year_words
    assert library.faults == ()
    assert words.event("夏雨行动")
    assert words.event("党纪学习教育").end == 2026  # type: ignore[union-attr]
    assert {"担", "人次"} <= set(words.units)
    assert words.surnames == shipped.surnames | set("猫狗")


def test_a_users_faulty_file_is_told_and_ours_still_works(resources: Path, tmp_path: Path, shipped: YearWords) -> None:
    path = tmp_path / "vocabulary" / "years.toml"
    path.parent.mkdir()
    path.write_text("[[events]]\n", encoding="utf-8")
    library = Library(resources, tmp_path)
    assert library.year_words == joined(YearWords(), shipped)
    assert len(library.faults) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('name = "春风行动"', "", 1, "缺少“name”"),
        ("from = 2023", "", 1, "缺少“from”"),
        ("from = 2023", "from = 23", 3, "四位数字"),
        ("to = 2024", "to = 2022", 4, "早于"),
        ("to = 2024", 'to = "2024"', 4, "整数"),
        ('name = "夏雨行动"', 'name = "春风行动"', 9, "写了两次"),
        ("'夏雨(?:专项)?行动'", "'夏雨(?:行动'", 11, "不是正确的正则表达式"),
        ("'夏雨(?:专项)?行动'", "'(?:夏雨)?'", 11, "什么都能匹配"),
        ("from = 2025", 'from = 2025\nkind = "party"', 11, "campaign、meeting"),
        ("[words]", "[word]", 14, "不认识的键“word”"),
        ("units", "unit", 15, "不认识的键“unit”"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_line_and_reason(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    path = tmp_path / "years.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_year_words(path)
    assert caught.value.message.startswith(f"年份词表文件“years.toml”第 {line} 行有误：")
    assert reason in caught.value.message


def test_events_that_are_no_list_of_events_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "years.toml"
    path.write_text("events = 3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"第 1 行有误：“events”的每一项都要用 \[\[events\]\] 开头"):
        load_year_words(path)
