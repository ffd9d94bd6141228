"""The words and patterns that recognising goes by, from ``resources/vocabulary/recognise.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from huibao import paths
from huibao.errors import DataError

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as tuples, patterns compiled; each name is explained beside its list in the TOML file."""

    problems: tuple[str, ...]
    measures: tuple[str, ...]
    weak_measures: frozenset[str]
    ahead: Pattern
    done: tuple[str, ...]
    not_problems: tuple[str, ...]
    not_measures: tuple[str, ...]
    joints: tuple[str, ...]
    topic_endings: tuple[str, ...]
    deficits: tuple[str, ...]
    intents: tuple[str, ...]
    cause: Pattern
    cause_openers: tuple[str, ...]
    manifestation: Pattern
    goal: Pattern
    action: Pattern
    documents: tuple[str, ...]
    addressed: tuple[str, ...]
    topical: tuple[str, ...]
    organisations: tuple[str, ...]
    signer: Pattern
    post: Pattern
    dated: Pattern
    contact: Pattern
    closing: Pattern
    introduction: Pattern
    closing_openers: tuple[str, ...]
    attached: tuple[str, ...]
    navigation: Pattern
    columns: dict[str, str]
    ledger_lists: tuple[str, ...]
    ledger_remarks: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that is shipped. Raises DataError when its file has a fault."""
    file = paths.resources() / "vocabulary" / "recognise.toml"
    try:
        return _vocabulary(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise DataError(f"识别词表 {file.name} 不能用（{error}）；请重新安装本软件。") from error


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    sections, entries, matter, ledger = data["sections"], data["entries"], data["matter"], data["ledger"]
    columns = {name: words for name, words in ledger.items() if name not in ("lists", "remarks")}

    def words(table: dict[str, Any], name: str) -> tuple[str, ...]:
        return tuple(map(str, table[name]))

    return Vocabulary(
        problems=words(sections, "problems"),
        measures=words(sections, "measures"),
        weak_measures=frozenset(words(sections, "weak_measures")),
        ahead=_any(words(sections, "ahead_patterns")),
        done=words(sections, "done"),
        not_problems=words(sections, "not_problems"),
        not_measures=words(sections, "not_measures"),
        joints=words(sections, "joints"),
        topic_endings=words(sections, "topic_endings"),
        deficits=words(entries, "deficits"),
        intents=words(entries, "intents"),
        cause=_any(words(entries, "cause_patterns")),
        cause_openers=words(entries, "cause_openers"),
        manifestation=_any(words(entries, "manifestation_patterns")),
        goal=_any(words(entries, "goal_patterns")),
        action=_any(words(entries, "action_patterns")),
        documents=words(matter, "documents"),
        addressed=words(matter, "addressed"),
        topical=words(matter, "topical"),
        organisations=words(matter, "organisations"),
        signer=_said(words(matter, "signers")),
        post=re.compile(rf"(?:{'|'.join(words(matter, 'posts'))})(?:\s+\S.{{0,5}}|[\u4e00-\u9fff]{{0,4}})$"),
        dated=_said(words(matter, "date_words")),
        contact=_said(words(matter, "contacts"), before=".{0,8}?"),
        closing=_any(words(matter, "closings")),
        introduction=_any(words(matter, "introductions")),
        closing_openers=words(matter, "closing_openers"),
        attached=words(matter, "attached"),
        navigation=_any(words(data["junk"], "navigation")),
        columns={str(word): name for name, words in columns.items() for word in words},
        ledger_lists=words(ledger, "lists"),
        ledger_remarks=words(ledger, "remarks"),
    )


def _any(patterns: tuple[str, ...]) -> Pattern:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _said(words: tuple[str, ...], before: str = "") -> Pattern:
    """A line that begins with one of ``words`` and a colon, blanks between the characters allowed (姓　名：)."""
    spaced = (r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"{before}(?:{'|'.join(spaced)})\s*[：:]\s*")
