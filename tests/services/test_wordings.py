"""The user's own phrases beside the shipped ones."""

from dataclasses import replace
from pathlib import Path

import pytest

from huibao.errors import DataError, OutputError
from huibao.model.wording import Phrase
from huibao.services.wordings import Wordings

PHRASE = Phrase("【时间】前办结", "网格", ("measures",), ("action",))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def wordings(resources: Path, own: Path) -> Wordings:
    return Wordings(resources / "wording", own)


def anew(resources: Path, own: Path) -> Wordings:
    return Wordings(resources / "wording", own)


def test_a_phrase_is_kept_changed_and_taken_away(wordings: Wordings, resources: Path, own: Path) -> None:
    kept = wordings.add(PHRASE)
    assert kept == replace(PHRASE, file="own.toml")
    assert kept in anew(resources, own).phrases
    assert wordings.may_change(kept)
    other = wordings.change(kept, replace(kept, text="【期限】内办结"))
    assert other in anew(resources, own).phrases
    assert kept not in anew(resources, own).phrases
    wordings.remove(other)
    assert all(not phrase.file for phrase in anew(resources, own).phrases)


def test_the_same_phrase_is_not_kept_twice(wordings: Wordings) -> None:
    assert wordings.add(PHRASE) == wordings.add(replace(PHRASE, text=f" {PHRASE.text}\n"))
    assert sum(1 for phrase in wordings.phrases if phrase.file) == 1


def test_a_phrase_without_words_is_refused(wordings: Wordings, own: Path) -> None:
    with pytest.raises(DataError):
        wordings.add(Phrase(" \n"))
    assert not own.exists()


def test_a_broken_file_is_named_and_the_others_work(wordings: Wordings, own: Path) -> None:
    own.mkdir()
    (own / "mine.toml").write_text('[[lists]]\nphrases = ["甲"\n', encoding="utf-8")
    assert len(wordings.phrases) > 80
    assert ["mine.toml" in fault.message for fault in wordings.faults] == [True]


def test_a_broken_file_of_our_own_is_left_as_it_is_and_new_phrases_go_beside_it(wordings: Wordings, own: Path) -> None:
    own.mkdir()
    broken = own / "own.toml"
    broken.write_text("甲", encoding="utf-8")
    kept = wordings.add(PHRASE)
    assert kept.file == "own-2.toml"
    assert wordings.may_change(kept)
    assert wordings.add(replace(PHRASE, text="乙")).file == "own-2.toml"
    assert broken.read_text(encoding="utf-8") == "甲"


def test_what_the_user_wrote_by_hand_is_not_changed_by_the_program(wordings: Wordings, own: Path) -> None:
    own.mkdir()
    (own / "mine.toml").write_text('[[lists]]\nphrases = ["甲"]\n', encoding="utf-8")
    (mine,) = [phrase for phrase in wordings.phrases if phrase.file]
    assert not wordings.may_change(mine)


def test_a_folder_that_cannot_be_made_is_told(resources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        Wordings(resources / "wording", tmp_path / "file" / "own").add(PHRASE)
