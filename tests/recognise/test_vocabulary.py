"""The word lists are data; a faulty file is said in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from huibao.errors import DataError
from huibao.recognise import vocabulary as module


def test_the_shipped_lists_load() -> None:
    words = module.vocabulary()
    assert "问题" in words.problems
    assert set(words.weak_measures) <= set(words.measures)
    assert words.closing.search("特此报告。")


@pytest.mark.parametrize("content", ["", "[sections]\nproblems = [", "[sections]\nproblems = 3"])
def test_a_faulty_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "recognise.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(module.paths, "resources", lambda: tmp_path)
    module.vocabulary.cache_clear()
    try:
        with pytest.raises(DataError, match="识别词表"):
            module.vocabulary()
    finally:
        module.vocabulary.cache_clear()
