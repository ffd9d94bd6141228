"""Labels taken by their shapes: how deep each usually stands; and where a run-in headline ends."""

from __future__ import annotations

from functools import lru_cache

from huibao.model.numbering import Label
from huibao.recognise.evidence import END_MARKS

_RANKS = {"chapter": 0.0, "part": 0.2, "一": 1.0, "（一）": 2.0, "1": 3.0, "1）": 3.5, "（1）": 4.0, "①": 5.0}
LONG_SENTENCE = 45


def shape(label: Label) -> str:
    """The family of forms that ``label`` is of; 1. 1、 1． are one, 1.1 and 1.1.1 one each."""
    form = label.form
    if form.before.strip() == "第":
        return "chapter" if form.after[:1] in ("章", "篇", "编") else "part"
    if form.numeral == "circled":
        return "①"
    if form.numeral == "han":
        return "（一）" if form.family == 2 else "一"
    if form.family == 4:
        return "（1）"
    dots = form.before.count(".") + form.before.count("．")
    if dots:
        return "1" + ".1" * dots
    return "1）" if form.after[:1] in ("）", ")") else "1"


@lru_cache(maxsize=4096)
def rank(label: Label) -> float:
    """How deep labels of this shape usually stand; smaller is higher."""
    name = shape(label)
    return _RANKS[name] if name in _RANKS else 3.0 + 0.1 * name.count(".")


def level(label: Label) -> int:
    """1–4: the family of the form (GB/T 9704-2012, 7.3.3); 1.1 stands at 2, 1.1.1 at 3, as many as it has numbers."""
    name = shape(label)
    if name.startswith("1."):
        return min(4, name.count(".") + 1)
    return {"chapter": 1, "part": 2 if label.form.after[:1] == "节" else 1}.get(name, label.form.family)


def sentence_end(text: str) -> int:
    """Where the first sentence of ``text`` ends, its mark and closing quotes not counted; its length when it has no end."""
    return min((at for mark in END_MARKS if (at := text.find(mark)) >= 0), default=len(text))


def head_end(text: str) -> int:
    """Where the words of a run-in headline end, its mark not counted: its first sentence, or what a colon closes off."""
    return min(sentence_end(text), colon_head(text) or len(text))


def colon_head(text: str) -> int:
    """Where the colon of a short run-in head stands (「思想方面：…」), 0 when there is none."""
    at = min((found for mark in "：:" if (found := text.find(mark)) > 0), default=0)
    head = text[:at]
    return at if 0 < at <= 15 and not any(mark in head for mark in "。；“《（(0123456789") else 0
