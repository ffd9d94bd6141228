"""Labels judged: is what a line begins with a number at all, and if so, does it number a heading or an item of a list?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from huibao.model.numbering import Label
from huibao.recognise.evidence import END_MARKS, Line, Look
from huibao.recognise.kinds import topic
from huibao.recognise.weighing import Weighing

_HAN_NUMERALS = "一二三四五六七八九十、"
_RANKS = {"chapter": 0.0, "part": 0.2, "一": 1.0, "（一）": 2.0, "1": 3.0, "1）": 3.5, "（1）": 4.0, "①": 5.0}
_BASE = {0: 2.0, 1: 2.0, 2: 0.8, 3: -0.2, 4: -0.6, 5: -1.5}
LONG_SENTENCE = 45
_REACH = 60


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


@dataclass(slots=True)
class Siblings:
    """Lines of one list: labels of one shape with nothing higher between. ``introduced``: a line ending in ： stands before.
    ``shown`` is the rank of the shape, ``rank`` the one it has here; ``parent`` the labelled line above, -1 for none."""

    rank: float
    shown: float
    parent: int = -1
    introduced: bool = False
    members: list[int] = field(default_factory=list)

    def followed(self) -> dict[int, float]:
        """How far each member has lines of its own before the next: 1 or 0, for the last one the mean of the others."""
        gaps = {before: float(after - before > 1) for before, after in pairwise(self.members)}
        mean = sum(gaps.values()) / len(gaps) if gaps else 0.0
        return gaps | {self.members[-1]: 0.35 * mean} if mean >= 0.5 else {}


def lists_of(lines: Sequence[Line]) -> list[Siblings]:
    """All lists of labelled lines. A number that starts over at 1 begins a list of its own; a higher shape within a list
    that goes on after it (（1） 1. 2. （2）) stands under that list, at a rank of its own."""
    out: list[Siblings] = []
    open_lists: list[Siblings] = []
    labelled = [at for at, line in enumerate(lines) if line.number is not None]
    for index, at in enumerate(labelled):
        shown = _rank(lines[at])
        current = _continued(open_lists, lines, at)
        if current is not None:
            del open_lists[open_lists.index(current) + 1 :]
        else:
            while open_lists and open_lists[-1].rank >= shown and not _goes_on(open_lists[-1], lines, labelled, index):
                open_lists.pop()
            current = _opened(open_lists, lines, at)
            out.append(current)
            open_lists.append(current)
        current.members.append(at)
    return out


def _opened(open_lists: list[Siblings], lines: Sequence[Line], at: int) -> Siblings:
    before = lines[at - 1] if at else None
    introduced = before is not None and before.colon and before.number is None
    shown = _rank(lines[at])
    if not open_lists:
        return Siblings(shown, shown, -1, introduced)
    parent = open_lists[-1]
    return Siblings(max(shown, parent.rank + 0.3), shown, parent.members[-1], introduced)


def _rank(line: Line) -> float:
    return rank(line.number) if line.number is not None else 9.0


def _number(line: Line) -> int:
    return line.number.number if line.number is not None else 0


def _continued(open_lists: list[Siblings], lines: Sequence[Line], at: int) -> Siblings | None:
    """The open list that the label at ``at`` goes on in: of its shape, with nothing of a higher one opened since."""
    shown, number = _rank(lines[at]), _number(lines[at])
    for group in reversed(open_lists):
        if group.shown == shown:
            last = _number(lines[group.members[-1]])
            return None if number == 1 and last >= 1 else group
    return None


def _goes_on(group: Siblings, lines: Sequence[Line], labelled: Sequence[int], index: int) -> bool:
    """Whether the list ``group``, interrupted by a 1 of a higher shape, goes on with its next number before that shape's
    surroundings end."""
    shown = _rank(lines[labelled[index]])
    if _number(lines[labelled[index]]) != 1 or group.shown <= shown or group.shown - shown > 2.5:
        return False
    wanted = _number(lines[group.members[-1]]) + 1
    for at in labelled[index + 1 : index + _REACH]:
        if _rank(lines[at]) < shown:
            return False
        if _rank(lines[at]) == group.shown:
            return wanted <= _number(lines[at]) <= wanted + 1 and wanted > 1
    return False


def strip_false(lines: list[Line]) -> list[Line]:
    """The lines with labels taken back where the text only looks numbered: 三、四月份…, 3.5亩…"""
    out = list(lines)
    for group in lists_of(lines):
        numbers = [_number(lines[at]) for at in group.members]
        for place, at in enumerate(group.members):
            if lines[at].number is not None and not _believable(lines[at], numbers, place):
                out[at] = lines[at].unlabelled()
    return out


def _believable(line: Line, numbers: list[int], place: int) -> bool:
    if line.automatic or line.number is None:
        return True
    own = numbers[place]
    before = numbers[place - 1] if place else 0
    after = numbers[place + 1] if place + 1 < len(numbers) else 0
    fits = own == before + 1 or after == own + 1
    sandwiched = bool(before) and after == before + 1 != own
    name = shape(line.number)
    if name.startswith("1."):
        return fits and (own != before + 1 or before > 0 or own == 1) and len(line.text) > 0
    if name not in ("一", "1", "part"):
        return True
    if name == "一" and line.text[:1] in _HAN_NUMERALS and line.text:
        return False
    if fits and not sandwiched:
        return True
    short = len(line.text) <= 40 and not line.stops
    return short or (not sandwiched and sentence_end(line.text) <= LONG_SENTENCE)


def headings(lines: Sequence[Line], look: Look) -> dict[int, Weighing]:
    """For every labelled line, whether it is a heading (the weighing holds) or an item of a list."""
    decided: dict[int, Weighing] = {}
    groups = lists_of(lines)
    around = _Surroundings(lines, groups)
    for group in sorted(groups, key=lambda group: (group.rank, group.members[0])):
        kind = around.kind(group.members[0], decided)
        own = {at: _weigh(lines[at], group, look) for at in group.members}
        _weigh_group(own, lines, group, kind)
        if group.parent in decided and not decided[group.parent].holds:
            for weighing in own.values():
                weighing.add(-1.5, "在条目之下")
        decided.update(own)
    return decided


def _weigh_group(own: dict[int, Weighing], lines: Sequence[Line], group: Siblings, kind: str) -> None:
    """What the members of a list say about each other."""
    answers = kind != "narrative"
    for at, share in group.followed().items():
        if head_end(lines[at].text) <= LONG_SENTENCE:
            own[at].add(1.8 * share, "其下各有正文")
    if answers and 2 * sum(_runs_on(lines[at]) for at in own) >= len(own):
        for at, weighing in own.items():
            weighing.add(1.2 if _runs_on(lines[at]) else 0.0, "在问题或措施部分")
    if not answers and group.shown >= 3 and len(own) > 1 and all(_stands_alone(lines, at) for at in group.members[:-1]):
        for weighing in own.values():
            weighing.add(-2.3, "各条之下都没有正文")
    mean = sum(max(-2.5, min(2.5, item.points)) for item in own.values()) / len(own)
    held = sum(item.holds for item in own.values()) / len(own)
    for weighing in own.values():
        weighing.add((0.5 if answers else 0.25) * mean if len(own) > 1 else 0.0, "同一列的其他各条如此")
        if answers and held > 0.5:
            weighing.add(1.5, "在问题或措施部分，与各条并列")
        elif held < 0.35:
            weighing.add(-1.5, "同一列的其他各条都是条目")


class _Surroundings:
    """What the text above a list is about, as far as the headings there are known yet."""

    def __init__(self, lines: Sequence[Line], groups: Sequence[Siblings]) -> None:
        self._lines = lines
        self._above = {at: group.parent for group in groups for at in group.members}
        self._said: list[tuple[int, str]] = []
        """For each line, the last one before it without number whose few words name problems or measures."""
        last = (-1, "narrative")
        for at, line in enumerate(lines):
            self._said.append(last)
            if not line.label and line.block is None and len(line.text) <= 20 and not line.stops:
                kind = topic(line.text).kind
                last = (at, kind) if kind != "narrative" else last

    def kind(self, first: int, decided: Mapping[int, Weighing]) -> str:
        """The kind that the nearest telling heading above the line ``first`` names."""
        near, said = self._said[first]
        at = self._above.get(first, -1)
        while at > near:
            if at in decided and decided[at].holds:
                text = self._lines[at].text
                kind = topic(text[: head_end(text)]).kind
                if kind != "narrative" or _rank(self._lines[at]) <= 1.0:
                    return kind
            at = self._above.get(at, -1)
        return said


def _weigh(line: Line, group: Siblings, look: Look) -> Weighing:
    out = Weighing()
    own = int(group.shown)
    out.add(_BASE.get(own, -1.5), f"编号“{line.label.strip()}”" + ("多作标题" if own <= 2 else "多作条目"))
    _weigh_look(out, line, look)
    _weigh_words(out, line)
    if group.introduced and own >= 3 and len(group.members) > 1:
        out.add(-0.8, "上文以冒号引出")
    return out


def _weigh_look(out: Weighing, line: Line, look: Look) -> None:
    if line.outline and len(line.text) <= 60:
        out.add(3.0, "用了标题样式")
    if line.bold and not look.bold:
        out.add(1.5, "全行加粗")
    elif line.bold_head and not look.bold and abs(line.bold_head - sentence_end(line.text)) <= 2:
        out.add(2.0, "首句加粗")
    if look.size and line.size > look.size:
        out.add(1.0, "字号大于正文")
    if look.font and line.font and line.font != look.font and len(line.text) <= 40:
        out.add(0.7, "字体与正文不同")


def _weigh_words(out: Weighing, line: Line) -> None:
    size, head = len(line.text), head_end(line.text)
    if _runs_on(line):
        if head <= 25:
            out.add(1.5, "首句短，后接正文")
        elif head <= 35:
            out.add(0.6, "首句不长，后接正文")
        elif head > LONG_SENTENCE:
            out.add(-2.5, "首句是长句")
    elif line.text.rstrip("”’）)")[-1:] in ("；", ";", "，", ","):
        out.add(-3.0, "以分号收尾")
    elif line.ends:
        out.add(-0.6 if size <= 20 else -1.2 if size <= 60 else -2.5, "整条是一句话")
    elif line.colon:
        out.add(1.2 if size <= 25 else -0.5, "以冒号收尾")
    elif 0 < size <= 40:
        out.add(1.5 if size > 20 else 2.0, "短而无句末标点")
    elif size > 60:
        out.add(-2.0, "整条是长句")


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing stands under the line: no text of its own, no deeper number."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    under = following is not None and (following.number is None or _rank(following) > _rank(lines[at]))
    return not under and not _runs_on(lines[at])


def _runs_on(line: Line) -> bool:
    """Whether text follows the first sentence, or a short 「…：」 at the start."""
    return len(line.text.rstrip()) > head_end(line.text) + 1


def head_end(text: str) -> int:
    """Where the words of a run-in headline end, its mark not counted: its first sentence, or what a colon closes off."""
    return min(sentence_end(text), colon_head(text) or len(text))


def colon_head(text: str) -> int:
    """Where the colon of a short run-in head stands (「思想方面：…」), 0 when there is none."""
    at = min((found for mark in "：:" if (found := text.find(mark)) > 0), default=0)
    head = text[:at]
    return at if 0 < at <= 15 and not any(mark in head for mark in "，。、；,“《（(0123456789") else 0
