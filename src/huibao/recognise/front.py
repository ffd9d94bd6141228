"""What stands before the text: title, date and name under it, whom it speaks to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from huibao.recognise import matter
from huibao.recognise.corrections import REACH, Wishes
from huibao.recognise.evidence import Line, Look

NAVIGATION_WHY = "网页的导航文字，不是正文"
REPEATED_WHY = "网页页头的重复信息，不是正文"
SAID_WHY = "您改的"
_BETWEEN_WHY = "在您改的一行之前"


@dataclass(slots=True)
class Placed:
    """Lines given a field of the front or end matter, in order, and those left out with why. ``stop``: the first or (for
    the end) last place that is not of it."""

    stop: int = 0
    fields: list[tuple[int, str, str]] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)

    def put(self, at: int, name: str, why: str) -> None:
        """Line ``at`` is of the field ``name``."""
        self.fields.append((at, name, why))


def front_of(lines: Sequence[Line], look: Look, wishes: Wishes) -> Placed:
    """The front matter up to the lead. Nothing is title that is numbered, is a sentence or speaks to someone, unless
    ``wishes`` say so."""
    out = Placed()
    zone = min(_zone(lines), wishes.limit)
    start = _navigation(lines, min([zone, *wishes.titles]), wishes, out)
    at = start
    while at < zone and (lines[at].block is not None or at in wishes.plain or _letterhead(lines, at)):
        at += 1
    if wishes.titles:
        start = _said_title(lines, start, look, wishes, out)
    elif at < zone and at not in wishes.roles and _may_be_title(lines, at, look):
        _put_above(out, start, at, wishes)
        start = _title(lines, at, zone, look, wishes, out)
    out.stop = _under_title(lines, start, wishes, out)
    for place in range(out.stop, max(wishes.front, default=-1) + 1):
        _put_between(out, place, wishes)
        out.stop = place + 1
    return out


def _put_above(out: Placed, start: int, end: int, wishes: Wishes) -> None:
    for place in range(start, end):
        said = wishes.front.get(place)
        out.put(place, said or "body", SAID_WHY if said else "标题之前的图表、版头或文号")


def _put_between(out: Placed, place: int, wishes: Wishes) -> None:
    """A line that must be of the front because one below it is."""
    said = wishes.front.get(place)
    leads = place not in wishes.plain and any(name in ("title", "recipient") for _, name, _ in out.fields)
    out.put(place, said or ("lead" if leads else "body"), SAID_WHY if said else _BETWEEN_WHY)


def _said_title(lines: Sequence[Line], start: int, look: Look, wishes: Wishes, out: Placed) -> int:
    """The title that the user named, with what stands above it; lines between two of its lines are of it."""
    first, last = wishes.titles[0], wishes.titles[-1]
    _put_above(out, start, first, wishes)
    for place in range(first, last):
        name = wishes.front.get(place, "body" if place in wishes.plain else "title")
        out.put(place, name, SAID_WHY if place in wishes.roles else "在标题的两行之间")
    zone = min(last + 1 + _zone(lines[last + 1 :]), wishes.limit)
    return _title(lines, last, zone, look, wishes, out)


def _zone(lines: Sequence[Line]) -> int:
    """The first line that is surely no title: numbered, long, a sentence, or a salutation."""
    for at, line in enumerate(lines[:REACH]):
        if line.block is not None:
            continue
        title = line.align == "center" and matter.ends_as_document(line.text)
        if (line.number is not None and not title) or len(line.text) >= 60 or (line.ends and len(line.text) >= 15):
            return at
        if matter.addresses(line) > 0:
            return at
    return min(len(lines), REACH)


def _navigation(lines: Sequence[Line], zone: int, wishes: Wishes, out: Placed) -> int:
    """Where the title begins when a web page's head stands above it; that head is left out."""
    marks = [at for at in range(zone) if matter.navigates(lines[at].text)]
    if not marks:
        return 0
    titles = [at for at in range(zone) if matter.ends_as_document(lines[at].text) and at not in marks]
    start = max((at for at in titles if at > marks[-1]), default=marks[-1] + 1)
    for at in range(start):
        if at in wishes.roles or at in wishes.kept:
            out.put(at, wishes.front.get(at, "body"), SAID_WHY)
        elif lines[at].block is None:
            out.left.append((at, NAVIGATION_WHY if at in marks else REPEATED_WHY))
        else:
            out.put(at, "body", "标题之前的图表")
    return start


def _letterhead(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is a document's number or, with that number soon after it, the red head 某某文件."""
    if matter.is_document_number(lines[at].text):
        return True
    soon = any(matter.is_document_number(line.text) for line in lines[at + 1 : at + 4] if line.block is None)
    return lines[at].text.endswith("文件") and soon


def _may_be_title(lines: Sequence[Line], at: int, look: Look) -> bool:
    line = lines[at]
    if line.block is not None or line.stops or line.colon or not line.text or matter.has_date(line.text):
        return False
    if matter.is_contact(line.text) or matter.is_page_label(line.text):
        return False
    if _stands_out(line, look) or matter.ends_as_document(line.text):
        return True
    # A heading like those below it, at the head of a file without title, stays a heading.
    alike = [other for other in lines[at + 1 :] if other.outline and other.outline == line.outline]
    return not alike and len(line.text) <= 50


def _stands_out(line: Line, look: Look) -> bool:
    return line.align == "center" or bool(look.size and line.size > look.size) or "title" in line.style.lower()


def _title(lines: Sequence[Line], at: int, zone: int, look: Look, wishes: Wishes, out: Placed) -> int:
    first = lines[at]
    why = "位于文首" + ("、居中" if first.align == "center" else "") + "，不是句子"
    out.put(at, "title", SAID_WHY if at in wishes.front else why)
    text = first.text
    for more in range(at + 1, min(zone, at + 5)):
        line = lines[more]
        if line.block is not None or more in wishes.roles or not _continues_title(text, line, first, look):
            return more
        out.put(more, "title", "接着标题的一行")
        text = line.text
    return max(at + 1, min(zone, at + 5))


def _continues_title(text: str, line: Line, first: Line, look: Look) -> bool:
    if line.stops or line.colon or matter.has_date(line.text) or matter.names_signer(line.text):
        return False
    if line.text.startswith(("——", "--", "—")) or (line.continues and line.align == first.align == "center"):
        return True
    if matter.is_note(line.text):
        return len(line.text) <= 20 and not matter.names_somebody(line.text[1:-1])
    complete = matter.ends_as_document(text)
    if line.text.startswith("关于") or (not complete and matter.ends_as_document(line.text)):
        return True
    if complete or matter.is_document_number(line.text) or matter.is_organisation(line.text):
        return False
    return _stands_out(line, look) and (line.size, line.align, line.bold) == (first.size, first.align, first.bold)


def _under_title(lines: Sequence[Line], at: int, wishes: Wishes, out: Placed) -> int:
    """Date, name, document number and salutation, in any order, as far as they go."""
    titled = any(name == "title" for _, name, _ in out.fields)
    for place in range(at, min(len(lines), at + 8)):
        line = lines[place]
        if place in wishes.roles:
            if place not in wishes.front:
                return place
            out.put(place, wishes.front[place], SAID_WHY)
            continue
        if line.block is not None or line.number is not None or not line.text:
            return place
        name, why = _field(line, titled)
        if not name:
            return place
        out.put(place, name, why)
    return min(len(lines), at + 8)


def _field(line: Line, titled: bool) -> tuple[str, str]:
    text = line.text
    if matter.addresses(line) > 0:
        return "recipient", "以冒号收尾的称谓"
    if not titled or line.stops or line.outline:
        return "", ""
    if matter.has_date(text):
        return "date", "标题之下的日期"
    if matter.is_document_number(text):
        return "body", "文号"
    if matter.names_somebody(text[1:-1] if matter.is_note(text) else text):
        return "signature", "标题之下的署名"
    return "", ""
