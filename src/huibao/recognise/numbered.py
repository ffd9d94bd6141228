"""Numbered lines judged: does the number head something, or count the items of a list?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from huibao.recognise.evidence import Line, Look
from huibao.recognise.kinds import topic
from huibao.recognise.labels import LONG_SENTENCE, head_end, sentence_end
from huibao.recognise.lists import Siblings, lists_of, rank_of
from huibao.recognise.vocabulary import vocabulary
from huibao.recognise.weighing import Weighing

_ONE_SAID, _MORE_SAID = 1.0, 4.0
_SHORT = 40
_BASE = {0: 2.0, 1: 2.0, 2: 0.8, 3: -0.2, 4: -0.6, 5: -1.5}


def headings(lines: Sequence[Line], look: Look, forced: Mapping[int, int]) -> dict[int, Weighing]:
    """For every labelled line, whether it is a heading (the weighing holds) or an item of a list. ``forced`` is the user's
    word: the level of a heading, 0 for none; it tells of the other members of the list too."""
    decided: dict[int, Weighing] = {}
    groups = lists_of(lines)
    around = _Surroundings(lines, groups)
    for group in sorted(groups, key=lambda group: (group.rank, group.members[0])):
        kind = around.kind(group.members[0], decided)
        own = {at: _weigh(lines[at], group, look) for at in group.members}
        _say(own, forced)
        above = decided.get(group.parent)
        _weigh_group(own, lines, group, kind, numbered_above=above is not None and above.holds)
        if group.parent in decided and not decided[group.parent].holds:
            for weighing in own.values():
                weighing.add(-1.5, "在条目之下")
        decided.update(own)
    return decided


def _say(own: Mapping[int, Weighing], forced: Mapping[int, int]) -> None:
    """The user's word on members of a list. Where it is all one it tells of the others: once a little, twice a lot."""
    said = {at: forced[at] > 0 for at in own if at in forced}
    for at, weighing in own.items():
        if at in said:
            weighing.say(said[at])
        elif len(set(said.values())) == 1:
            points = _ONE_SAID if len(said) == 1 else _MORE_SAID
            weighing.add(points if any(said.values()) else -points, "与您改的同列")


def _weigh_group(
    own: dict[int, Weighing], lines: Sequence[Line], group: Siblings, kind: str, *, numbered_above: bool
) -> None:
    """What the members of a list say about each other. ``numbered_above``: they stand under a numbered heading."""
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
    if answers and numbered_above and _state(lines, own, kind):
        for weighing in own.values():
            weighing.add(2.8, f"各条一句话，说的都是{'问题' if kind == 'problems' else '措施'}")
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
                if kind != "narrative" or rank_of(self._lines[at]) <= 1.0:
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


def _state(lines: Sequence[Line], own: Iterable[int], kind: str) -> bool:
    """Whether members of one short sentence each say what problems say (or measures, as ``kind`` has it), most of them."""
    words = vocabulary()
    texts = [lines[at].text for at in own]
    if not all(lines[at].ends and len(lines[at].text) <= _SHORT and not _runs_on(lines[at]) for at in own):
        return False
    if kind == "problems":
        said = sum(any(word in text for word in words.deficits) for text in texts)
    else:
        said = sum(text.startswith(words.intents) for text in texts)
    return 5 * said >= 3 * len(texts)


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing stands under the line: no text of its own, no deeper number."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    under = following is not None and (following.number is None or rank_of(following) > rank_of(lines[at]))
    return not under and not _runs_on(lines[at])


def _runs_on(line: Line) -> bool:
    """Whether text follows the first sentence, or a short 「…：」 at the start."""
    return len(line.text.rstrip()) > head_end(line.text) + 1
