"""Headings that have no number: told by style, look, length, words and neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from huibao.recognise import matter
from huibao.recognise.evidence import Line, Look
from huibao.recognise.vocabulary import vocabulary
from huibao.recognise.weighing import Weighing

_DIGITS = re.compile(r"\d+|[零一二三四五六七八九十百〇]+")
_BULLET = re.compile(r"[—\-–•·●○■□◆★☆*＊※>＞\[［【(（《]")
_WORD = re.compile(r"[^\W_]")
_MAX = 50
_PROSE = 30
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇零○九][一二〇零○三四五六七八九]{2}")


def headings(
    lines: Sequence[Line], start: int, labelled: Mapping[int, Weighing], look: Look, forced: Mapping[int, int]
) -> dict[int, Weighing]:
    """Which lines without a number, from ``start`` on, are headings. Only lines that may be one are in the answer, and
    those of which the user says so (``forced``: the level, 0 for none)."""
    numbered = [at for at, weighing in labelled.items() if weighing.holds and at >= start]
    patterns = Counter(
        _pattern(line.text) for line in lines[start:] if line.number is None and 0 < len(line.text) <= 20
    )
    colons = len(numbered) >= 2 and sum(lines[at].colon for at in numbered) * 2 > len(numbered)
    out: dict[int, Weighing] = {}
    for at in range(start, len(lines)):
        if (not _may_be(lines[at]) and not forced.get(at)) or at in labelled:
            continue
        weighing = Weighing()
        if at in forced:
            weighing.say(forced[at] > 0)
        _weigh_look(weighing, lines[at], look)
        _weigh_words(weighing, lines[at])
        _weigh_neighbours(weighing, lines, at, start, labelled)
        weighing.add(-1.0 if len(numbered) >= 2 else 0.7, "别的标题都有编号" if len(numbered) >= 2 else "全文没有编号")
        pattern = _pattern(lines[at].text)
        if pattern and patterns[pattern] >= 3:
            weighing.add(3.0, "同样写法的行有多处")
        elif colons and lines[at].colon:
            weighing.add(1.5, "与别的标题一样以冒号收尾")
        if is_second_title(lines, at, look):
            weighing.add(4.0, "像另一份材料的标题")
        out[at] = weighing
    return _believable(lines, out)


def is_second_title(lines: Sequence[Line], at: int, look: Look) -> bool:
    """Whether a title stands in the middle of a file: a document's name with a year or centred in larger letters, and
    text that is no list below it."""
    line = lines[at]
    if at + 1 >= len(lines) or len(line.text) > 40 or line.stops or line.colon or line.label:
        return False
    larger = line.align == "center" and bool(look.size) and line.size > look.size
    named = matter.ends_as_document(line.text) and bool(_YEAR.search(line.text))
    following = lines[at + 1]
    return named and (larger or (len(following.text) >= 40 and following.number is None and not look.size))


def _may_be(line: Line) -> bool:
    return line.block is None and not line.label and len(line.text) <= _MAX and bool(_WORD.search(line.text))


def _pattern(text: str) -> str:
    """``text`` with its numbers levelled: 8月： and 11月： are of one pattern. "" when it has no number or is long."""
    levelled, count = _DIGITS.subn("0", text)
    return levelled if count and len(levelled) <= 8 else ""


def _weigh_look(out: Weighing, line: Line, look: Look) -> None:
    out.add(-2.0, "没有编号")
    if line.outline:
        out.add(4.5, "用了标题样式")
    if line.bold and not look.bold:
        out.add(2.2, "全行加粗")
    if look.size and line.size > look.size:
        out.add(1.5, "字号大于正文")
    if look.font and line.font and line.font != look.font:
        out.add(0.8, "字体与正文不同")
    if line.align == "center":
        out.add(0.7, "居中")
    if line.align == "right" or line.indent >= 8:
        out.add(-2.0, "靠右")


def _weigh_words(out: Weighing, line: Line) -> None:
    words = vocabulary()
    size = len(line.text)
    if line.stops:
        out.add(-3.0, "以句末标点收尾")
    elif line.colon and words.introduction.search(line.text):
        out.add(-3.0, "引出下文的话")
    elif line.colon:
        out.add(0.5 if size <= 15 else -0.5, "以冒号收尾")
    else:
        out.add(0.4, "没有句末标点")
    out.add(0.8 if size <= 12 else 0.5 if size <= 20 else 0.0 if size <= 30 else -1.0, "短" if size <= 20 else "长")
    bare = line.text.rstrip("：: ")
    if any(word in bare for word in words.topical):
        out.add(0.8, "有标题常用的词")
    if bare.endswith(words.topical):
        out.add(0.4, "以标题常用的词收尾")
    if "。" in line.text[:-1] or "；" in line.text[:-1]:
        out.add(-1.5, "中间有句号或分号")
    if matter.has_date(line.text) or matter.is_contact(line.text) or matter.navigates(line.text):
        out.add(-3.0, "是日期或联系方式")
    if _BULLET.match(line.text):
        out.add(-1.5, "以符号开头")
    if size == 1:
        out.add(-3.0, "只有一个字")


def _weigh_neighbours(
    out: Weighing, lines: Sequence[Line], at: int, start: int, labelled: Mapping[int, Weighing]
) -> None:
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    before = lines[at - 1] if at > start else None
    if following is None or following.block is not None:
        out.add(-1.0, "下面没有正文")
    elif at + 1 in labelled:
        number = following.number
        opens = labelled[at + 1].holds and number is not None and number.number == 1
        out.add(1.2 if opens else 0.3, "下面是从头编号的标题" if opens else "下面是编号的条目")
        if line.colon and not labelled[at + 1].holds:
            out.add(-1.2, "引出下面的条目")
    elif _is_prose(following):
        out.add(0.8, "下面是正文")
    elif not following.outline and following.size <= line.size and following.bold == line.bold:
        below = lines[at + 2] if at + 2 < len(lines) else None
        nested = below is not None and _is_prose(below) and not following.stops
        out.add(-0.4 if nested else -1.0, "下面也是短行")
    if before is None or before.ends or before.block is not None:
        out.add(0.3, "上面一段已完")
    elif before.colon and before.number is None and not before.outline:
        listed = following is None or not _is_prose(following)
        out.add(-1.5 if listed else -0.3, "上文以冒号引出")
    elif at - 1 in labelled and labelled[at - 1].holds and not line.outline:
        out.add(-1.5, "紧接编号的标题，是它的内容")


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE or (line.ends and len(line.text) * 2 >= _PROSE)


def _believable(lines: Sequence[Line], found: dict[int, Weighing]) -> dict[int, Weighing]:
    """Headings told by their words alone have text under them; where most have none, none is one: it is a list."""
    bare = [at for at, item in found.items() if item.holds and not (lines[at].outline or lines[at].bold)]
    lone = [
        at for at in bare if at + 1 in bare or at + 1 >= len(lines) or len(lines[at + 1].text) < len(lines[at].text)
    ]
    if len(bare) > 2 and len(lone) * 2 > len(bare):
        for at in bare:
            found[at].add(-6.0, "短行太多，不像标题")
    return found
