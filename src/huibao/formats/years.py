"""Vocabulary of years: TOML → ``model.years.YearWords``, strictly; a user's file on top of the shipped one."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

from huibao.formats.toml_lines import Keys, TomlFile, read_toml
from huibao.model.years import Event, EventKind, YearWords

_EVENT = {
    "name": str,
    "kind": str,
    "from": int,
    "to": int,
    "next": str,
    "forms": list,
    "patterns": list,
    "text": str,
}
_PATTERNS = ("ordinals", "past_before", "past_after", "past", "compared", "relative")
_PLAIN = ("every", "units", "posts", "titles", "after_names")
_LETTERS = ("surnames", "doubtful_surnames")
_OUTCOMES = dict.fromkeys(("done", "ongoing", "open", "dropped"), list)
_WORDS = dict.fromkeys((*_PATTERNS, *_PLAIN, *_LETTERS), list)
_FIRST, _LAST = 1900, 2200


def load_year_words(path: Path) -> YearWords:
    """The vocabulary in the file ``path``. Raises DataError naming file, line and reason (Chinese)."""
    file = read_toml(path, "年份词表")
    for key in file.data:
        if key not in ("events", "words", "outcomes"):
            raise file.fault((key,), f"不认识的键“{key}”，这里可以用的是：[[events]]、[outcomes] 和 [words]")
    members = file.data.get("events", [])
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        raise file.fault(("events",), "“events”的每一项都要用 [[events]] 开头")
    events = tuple(_event(file, ("events", at)) for at in range(len(members)))
    names = [event.name for event in events]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise file.fault(("events", at, "name"), f"“{name}”写了两次")
    lists = _words(file) if "words" in file.data else {}
    outcomes = file.table(("outcomes",), _OUTCOMES) if "outcomes" in file.data else {}
    return YearWords(events=events, **lists, **outcomes)


def joined(ours: YearWords, own: YearWords) -> YearWords:
    """Both vocabularies as one; an event of the user's ``own`` takes the place of ours of the same name."""
    mine = {event.name: event for event in own.events}
    known = {event.name for event in ours.events}
    events = tuple(mine.get(event.name, event) for event in ours.events)
    more = tuple(event for event in own.events if event.name not in known)
    lists: dict[str, Any] = {}
    for field in fields(YearWords):
        one, other = getattr(ours, field.name), getattr(own, field.name)
        lists[field.name] = one | other if isinstance(one, frozenset) else tuple(dict.fromkeys((*one, *other)))
    return replace(ours, **{**lists, "events": events + more})


def _event(file: TomlFile, keys: Keys) -> Event:
    values = file.table(keys, _EVENT, ("name", "from"))
    kind = values.get("kind", "campaign")
    if kind not in get_args(EventKind):
        raise file.fault((*keys, "kind"), f"不认识的 kind“{kind}”，只能是：{'、'.join(get_args(EventKind))}")
    start, end = values["from"], values.get("to", 0)
    for key, year in (("from", start), ("to", end)):
        if year and not _FIRST <= year <= _LAST:
            raise file.fault((*keys, key), f"“{key}”要写四位数字的年份")
    if end and end < start:
        raise file.fault((*keys, "to"), "“to”早于“from”")
    _check_patterns(file, (*keys, "patterns"), values.get("patterns", ()))
    forms = tuple(filter(None, values.get("forms", ())))
    patterns = values.get("patterns", ())
    name = values["name"]
    return Event(name, kind, start, end, values.get("next", ""), forms, patterns, values.get("text") or name)


def _words(file: TomlFile) -> dict[str, Any]:
    values = file.table(("words",), _WORDS)
    for key in _PATTERNS:
        _check_patterns(file, ("words", key), values.get(key, ()))
    return {key: frozenset("".join(found)) if key in _LETTERS else found for key, found in values.items()}


def _check_patterns(file: TomlFile, keys: Keys, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        try:
            empty = re.compile(pattern).match("") is not None
        except (re.error, RecursionError, OverflowError) as fault:
            raise file.fault(keys, f"“{pattern}”不是正确的正则表达式") from fault
        if empty:
            raise file.fault(keys, f"“{pattern}”什么都能匹配，请写具体些")
