"""Files of phrases: read strictly, written so that they read back the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import DataError
from huibao.formats.wording import dump_wording, load_wording
from huibao.model.report import Paragraph, Part, Report, runs
from huibao.model.wording import BLANK, FIELDS, PLACES, Phrase
from huibao.review import check

GOOD = '[[lists]]\ntopic = "网格"\nsections = ["problems"]\nfields = ["headline"]\nphrases = ["走访不够", "【时间】没有办结"]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def shipped(resources: Path) -> list[Phrase]:
    return [phrase for path in sorted((resources / "wording").glob("*.toml")) for phrase in load_wording(path)]


def test_a_file_is_read_in_order(tmp_path: Path) -> None:
    first, second = load_wording(written(tmp_path, GOOD), own=True)
    assert first == Phrase("走访不够", "网格", ("problems",), ("headline",), "mine.toml")
    assert second.text == "【时间】没有办结"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (GOOD + 'colour = "red"\n', 6, "colour"),
        (GOOD.replace("headline", "headlin"), 4, "headlin"),
        (GOOD.replace('["problems"]', '["问题"]'), 3, "问题"),
        (GOOD.replace('"走访不够"', '""'), 5, "空的"),
        (GOOD.replace("走访", "走\\n访"), 5, "换行"),
        ('[[lists]]\ntopic = "网格"\n', 1, "phrases"),
        ("[lists]\n", 1, "[[lists]]"),
        ('phrases = ["甲"]\n', 1, "phrases"),
        ('[[lists]]\nphrases = ["甲\n', 2, "引号"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(DataError) as caught:
        load_wording(written(tmp_path, text))
    assert f"“mine.toml”第 {line} 行" in caught.value.message
    assert word in caught.value.message


texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), min_size=1).filter(str.strip)
places = st.lists(st.sampled_from(PLACES), unique=True).map(tuple)
made = st.builds(Phrase, texts, texts, places, st.lists(st.sampled_from(FIELDS), unique=True).map(tuple), st.just("mine.toml"))


@given(st.lists(made, max_size=5).map(tuple))
def test_what_is_written_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, phrases: tuple[Phrase, ...]) -> None:
    path = tmp_path_factory.mktemp("wording") / "mine.toml"
    path.write_bytes(dump_wording(phrases))
    assert load_wording(path, own=True) == phrases


def test_enough_phrases_are_shipped_for_every_kind_of_section_and_none_twice(resources: Path) -> None:
    phrases = shipped(resources)
    assert len(phrases) >= 80
    assert len({phrase.text for phrase in phrases}) == len(phrases)
    for section, field in (
        *(("problems", "headline"), ("problems", "manifestation"), ("problems", "cause"), ("measures", "headline")),
        *(("measures", "goal"), ("measures", "action"), ("front", "lead"), ("end", "closing"), ("narrative", "body")),
    ):
        assert [one for one in phrases if section in one.sections and field in one.fields], (section, field)


def test_every_blank_of_a_shipped_phrase_that_is_left_is_found_by_the_review(resources: Path) -> None:
    for phrase in shipped(resources):
        report = Report(front=(Part("l", "lead", (Paragraph("p", runs(phrase.text)),)),))
        said = {finding.text for finding in check(report, None) if finding.rule == "blank-left"}
        assert said == {f"“{blank}”还没有换成实际内容。" for blank in set(BLANK.findall(phrase.text))}


def test_a_shipped_phrase_breaks_no_rule_of_good_form(resources: Path) -> None:
    for phrase in shipped(resources):
        field = "closing" if "end" in phrase.sections else "lead"
        parts = (Part("x", field, (Paragraph("p", runs(phrase.text)),)),)
        title = (Part("t", "title", (Paragraph("q", runs("甲社区总结")),)),)
        report = Report(front=title, end=parts) if field == "closing" else Report(front=title + parts)
        assert {finding.rule for finding in check(report, None)} <= {"blank-left"}, phrase.text
