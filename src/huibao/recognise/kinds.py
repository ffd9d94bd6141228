"""Whether a heading announces problems, measures or neither, by its words and their place in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from huibao.model.report import SectionKind
from huibao.recognise.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Topic:
    """What a heading is about. ``weak``: the word alone doesn't prove it; ``mixed``: it names problems and measures both."""

    kind: SectionKind = "narrative"
    weak: bool = False
    mixed: bool = False


@lru_cache(maxsize=2048)
def topic(heading: str) -> Topic:
    """The topic that the words of ``heading`` name. A Chinese phrase is named by its last noun: 问题的整改措施 are measures,
    措施落实中的问题 are problems, 问题整改情况 is a tale of what was done; joined by 及, 和 … it names both."""
    words = vocabulary()
    text = "".join(heading.split()).rstrip("：:。")
    if not text or len(text) > 40:
        return Topic()
    bare = _blanked(text, words.not_problems)
    problem, problem_end, _ = _last(bare, words.problems)
    measure, _, word = _last(_blanked(text, words.not_measures), words.measures)
    if problem < 0 and measure < 0:
        return Topic()
    if problem >= 0 and measure >= 0:
        if measure > problem and _joined(text[problem_end:measure]):
            return Topic("problems", mixed=True)
        if problem > measure:
            return Topic("problems")
    if text.endswith(words.done):
        # 「存在问题及原因」 tells of problems still; 「问题整改落实情况」 of what was done about them.
        plain_tail = problem >= 0 and measure < problem and ("原因" in text[problem_end:] or text.endswith("问题情况"))
        return Topic("problems") if plain_tail else Topic()
    if measure >= 0:
        return Topic("measures", weak=word in words.weak_measures)
    return Topic("problems")


def leaning(texts: Iterable[str]) -> SectionKind:
    """Whether the headlines ``texts`` rather name deficits (problems) or intentions (measures)."""
    words = vocabulary()
    deficits = intents = 0
    for text in texts:
        deficits += any(word in text for word in words.deficits)
        intents += text.startswith(words.intents) or "措施" in text
    return "measures" if intents > deficits else "problems"


def looks_ahead(heading: str) -> bool:
    """Whether ``heading`` speaks of the time to come: 明年工作安排, 2025年工作计划."""
    return bool(vocabulary().ahead.search(heading))


def _last(text: str, words: tuple[str, ...]) -> tuple[int, int, str]:
    """(start, end, word) of the word that ends last, the longest of those; (-1, -1, "") when none occurs."""
    found = max(((text.rfind(word) + len(word), len(word), word) for word in words if word in text), default=None)
    return (found[0] - found[1], found[0], found[2]) if found else (-1, -1, "")


def _blanked(text: str, phrases: tuple[str, ...]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "\0" * len(phrase))
    return text


def _joined(between: str) -> bool:
    return any(joint in between for joint in vocabulary().joints)
