"""Names that a report already uses for people and departments, and days in the words that reports write them in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from huibao.model import tree
from huibao.model.report import Measure, Paragraph, Report

SEPARATORS = "、，,；;"
_SPLIT = re.compile(f"[{SEPARATORS}]+")
_ALIKE = {"leader": ("leader", "person"), "person": ("person", "leader"), "department": ("department",)}
_WORDS = {
    "leader": "(?:责任|牵头|分管|包保|包案)领导",
    "person": "(?:第一|直接|整改)?责任人",
    "department": "(?:责任|牵头|配合|整改责任)(?:部门|单位|科室)",
}
_NAMED = {
    field: re.compile(f"{words}\\s*[:：]\\s*([^:：；;。（）()\\n\u2028]{{1,60}})") for field, words in _WORDS.items()
}
_LONGEST = 20
_HAN = "〇一二三四五六七八九"


def known_names(reports: Iterable[Report], field: str) -> tuple[str, ...]:
    """Names for ``field`` (leader, person, department) that ``reports`` use, each once: in the field itself, behind its
    words in the text (责任人：…), then for people in the like field. Several in one value are taken apart."""
    kept = list(reports)
    out: dict[str, None] = {}
    for name in _ALIKE.get(field, ()):
        for report in kept:
            for entry in tree.entries(report):
                if isinstance(entry, Measure):
                    out.update(dict.fromkeys(_apart(entry.detail(name))))
            for node in tree.walk(report):
                for found in _NAMED[name].findall(node.text) if isinstance(node, Paragraph) else ():
                    out.update(dict.fromkeys(_apart(found)))
    return tuple(out)


def name_being_written(text: str) -> tuple[str, str] | None:
    """For ``text`` that ends within names behind their words (责任人：李明、张): the field, and what is written of the last
    name. None for other text."""
    for field, words in _WORDS.items():
        found = re.search(f"{words}\\s*[:：]\\s*([^:：；;。（）()\n\u2028]{{0,60}})$", text)
        if found is not None:
            typed = _SPLIT.split(found[1])[-1].strip()
            return (field, typed) if len(typed) <= _LONGEST else None
    return None


def _apart(value: str) -> list[str]:
    return [name for part in _SPLIT.split(value) if (name := part.strip()) and len(name) <= _LONGEST]


def day_forms(day: date) -> tuple[str, ...]:
    """``day`` in each form that reports use, the plain one first."""
    year, month = f"{day.year}年", f"{day.month}月"
    exact, end = f"{year}{month}{day.day}日", f"{year}{month}底"
    return (exact, f"{exact}前", end, f"{end}前", f"{year}{month}", f"{day.year}.{day.month}.{day.day}", _in_han(day))


def usual_form(texts: Iterable[str]) -> int:
    """The form (index of ``day_forms``) that most of ``texts`` have; 0 when none of them has any."""
    counted = Counter(form for text in texts if (form := form_of(text)) is not None)
    return counted.most_common(1)[0][0] if counted else 0


def form_of(text: str) -> int | None:
    """The index in ``day_forms`` of the form that ``text`` is in; None for another."""
    return next((at for at, form in enumerate(_FORMS) if form.fullmatch(text.strip())), None)


_DAY = r"\d{4}年\d{1,2}月\d{1,2}[日号]"
_FORMS = tuple(
    re.compile(form)
    for form in (
        *(_DAY, rf"{_DAY}(?:前|之前|以前)", r"\d{4}年\d{1,2}月[底末]", r"\d{4}年\d{1,2}月[底末](?:前|之前|以前)"),
        *(r"\d{4}年\d{1,2}月", r"\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}"),
        r"[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日",
    )
)


def _in_han(day: date) -> str:
    """二〇二四年六月三十日 (GB/T 9704-2012 wants Arabic figures; older reports and some offices write this)."""
    year = "".join(_HAN[int(figure)] for figure in str(day.year))
    return f"{year}年{_number(day.month)}月{_number(day.day)}日"


def _number(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")
