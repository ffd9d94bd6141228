"""What stands after the text: closing, 附件说明, signature, date, note; then the attachments themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huibao.recognise import matter
from huibao.recognise.corrections import Wishes
from huibao.recognise.evidence import Line
from huibao.recognise.front import NAVIGATION_WHY, REPEATED_WHY, SAID_WHY, Placed
from huibao.recognise.labels import rank

_MAX_SIGNATURES = 4
_MAX_LISTED = 20


@dataclass(slots=True)
class Back:
    """The end matter: ``placed.stop`` is where it begins; ``pages`` where the attachments' own pages begin."""

    placed: Placed
    pages: int


def back_of(lines: Sequence[Line], start: int, wishes: Wishes, *, web: bool) -> Back:
    """The end matter of ``lines`` from ``start`` on. ``web``: the text comes from a web page."""
    out = Placed()
    first, last = min(wishes.end, default=len(lines)), max(wishes.end, default=-1)
    pages = _pages(lines, max(start, last + 1), wishes)
    start = max([start, *(at for at in wishes.heads if at < pages)])
    date = _date(lines, start, pages, wishes)
    after = pages if date is None else date + 1
    top = after if date is None else date
    before: list[tuple[int, str, str]] = []
    if date is not None:
        before.append((date, "date", SAID_WHY if date in wishes.end else "文末的日期"))
        pages = _after_date(lines, after, pages, wishes, out, web=web)
    elif web:
        while top > start and not wishes.keeps(top - 1) and matter.navigates(lines[top - 1].text):
            top -= 1
            out.left.append((top, NAVIGATION_WHY))
    out.stop = _upward(lines, start, top, wishes, before, dated=date is not None)
    while out.stop > first:
        out.stop -= 1
        before.append(_above_said(lines, out.stop, wishes))
    if any(name == "attachment_list" for _, name, _ in before):
        out.fields = [
            (at, "attachment_page" if name == "attachment_list" and at not in wishes.end else name, why)
            for at, name, why in out.fields
        ]
    out.fields = before[::-1] + out.fields
    return Back(out, pages)


def _above_said(lines: Sequence[Line], at: int, wishes: Wishes) -> tuple[int, str, str]:
    """A line that must be of the end because one above it is."""
    if at in wishes.end:
        return at, wishes.end[at], SAID_WHY
    line = lines[at]
    closes = line.block is None and at not in wishes.plain and matter.closes(line.text)
    return at, "closing" if closes else "body", "在您改的一行之后"


def _pages(lines: Sequence[Line], start: int, wishes: Wishes) -> int:
    """Where the first page label 附件 stands that isn't the head of an 附件说明; the end when there is none."""
    for at in range(start, len(lines)):
        line = lines[at]
        if at in wishes.pages:
            return at
        if line.block is not None or not matter.is_page_label(line.text) or line.label or at in wishes.roles:
            continue
        if line.new_page or not _heads_list(lines, at):
            return at
    return len(lines)


def _heads_list(lines: Sequence[Line], at: int) -> bool:
    """Whether 附件 at ``at`` is followed by a few short names, then by a name and date or nothing."""
    place = at + 1
    while place < len(lines) and place - at <= _MAX_LISTED and _may_be_listed(lines[place]):
        place += 1
    if place >= len(lines):
        return place > at + 1 and any(line.number is not None for line in lines[at + 1 : place])
    return any(_dates(line) for line in lines[at + 1 : min(len(lines), place + 1)])


def _may_be_listed(line: Line) -> bool:
    return line.block is None and len(line.text) <= 80 and not line.ends and not line.new_page and not line.outline


def _dates(line: Line) -> bool:
    return line.block is None and (matter.has_date(line.printed) or matter.signed_and_dated(line.printed))


def _date(lines: Sequence[Line], start: int, pages: int, wishes: Wishes) -> int | None:
    """The date that closes the report: nothing after it but notes, attachments, tables or another document."""
    said = [at for at, name in wishes.end.items() if name == "date"]
    if said:
        return max(said)
    for at in range(pages - 1, start, -1):
        if not _dates(lines[at]) or at in wishes.roles:
            continue
        rest = lines[at + 1 : pages]
        if not rest or _apart(rest[0]) or all(_small(line) for line in rest):
            return at
        signed = _may_sign(lines[at - 1], dated=True) and lines[at - 1].align == "right"
        return at if signed else None
    return None


def _apart(line: Line) -> bool:
    """Whether ``line`` begins something apart from the report before it."""
    if line.block is not None or line.new_page or matter.attachment_head(line.text):
        return True
    return not line.stops and not line.label and (line.align == "center" or matter.ends_as_document(line.text))


def _small(line: Line) -> bool:
    return line.block is not None or (line.number is None and len(line.text) <= 80)


def _after_date(lines: Sequence[Line], at: int, pages: int, wishes: Wishes, out: Placed, *, web: bool) -> int:
    """Notes, contacts and lists between the date and the attachments' pages. Returns where those pages begin."""
    seen: set[str] = set()
    last = max(wishes.end, default=-1)
    for place in range(at, pages):
        line = lines[place]
        head = matter.attachment_head(line.text) if line.block is None else 0
        if wishes.keeps(place):
            out.put(place, wishes.end.get(place, "body"), SAID_WHY)
        elif head and line.printed in seen and web:
            out.left.append((place, REPEATED_WHY))
        elif head and len(line.text) > head and not line.new_page and _list_goes_on(lines, place):
            seen.add(line.printed)
            out.put(place, "attachment_list", "日期之后的附件名")
        elif line.block is None and web and matter.navigates(line.text):
            out.left.append((place, NAVIGATION_WHY))
        elif line.block is None and matter.is_note(line.text):
            out.put(place, "note", "日期之后带括号的附注")
        elif place > last and (line.block is not None or _apart(line)):
            return place
        elif place == at and line.block is None and not line.stops and matter.is_organisation(line.text):
            out.put(place, "signature", "日期之后的署名")
        else:
            out.put(place, "body", "日期之后的文字")
    return pages


def _list_goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the attachment named at ``at`` has no content of its own: another name, or nothing, follows."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None:
        return True
    return following.block is None and bool(
        matter.attachment_head(following.text) or following.number is not None or matter.navigates(following.text)
    )


def _upward(
    lines: Sequence[Line], start: int, top: int, wishes: Wishes, out: list[tuple[int, str, str]], *, dated: bool
) -> int:
    """Walk up from ``top``, giving each line its field (``out`` in reverse), and say where the end matter begins."""
    at, signatures, closed = top, 0, False
    while at > start + 1:
        line = lines[at - 1]
        listed = 0 if line.block is not None else _listed(lines, start, at, dated=dated)
        if line.block is not None or (at - 1 in wishes.roles and at - 1 not in wishes.end):
            break
        if at - 1 in wishes.end:
            out.append((at - 1, wishes.end[at - 1], SAID_WHY))
        elif matter.closes(line.text) and (line.number is None or rank(line.number) <= 1.0) and not line.outline:
            out.append((at - 1, "closing", "结语的套话"))
            closed = True
        elif matter.is_contact(line.printed):
            out.append((at - 1, "body", "文末的联系方式"))
        elif not closed and signatures < _MAX_SIGNATURES and _signs(lines, at - 1, dated=dated and not signatures):
            out.append((at - 1, "signature", "文末的署名"))
            signatures += 1
        elif listed and not any(place in wishes.roles for place in range(at - listed, at)):
            out.extend((place, "attachment_list", "署名之前的附件说明") for place in range(at - 1, at - 1 - listed, -1))
            at -= listed - 1
        elif not closed and not dated and not signatures and matter.is_note(line.text):
            out.append((at - 1, "note", "文末带括号的附注"))
        else:
            break
        at -= 1
    if not closed and at - 1 not in wishes.roles and _closes_weakly(lines, start, at):
        out.append((at - 1, "closing", "全文最后一段，以总括的话开头"))
        at -= 1
    return at


def _signs(lines: Sequence[Line], at: int, *, dated: bool) -> bool:
    line = lines[at]
    if line.block is not None or matter.attachment_head(line.text):
        return False
    return matter.names_signer(line.printed) or _may_sign(line, dated=dated)


def _may_sign(line: Line, *, dated: bool) -> bool:
    text = line.text
    if line.block is not None or line.label or line.stops or line.colon or line.outline or not text or len(text) > 40:
        return False
    aside = line.align == "right" or line.indent >= 8
    if aside:
        return True
    named = matter.is_organisation(text) or matter.is_person(text)
    return len(text) <= 30 if dated else named and len(text) <= 25 and not line.bold


def _listed(lines: Sequence[Line], start: int, end: int, *, dated: bool) -> int:
    """How many lines up from ``end`` are an 附件说明: from its 附件 on, or, that word lost, numbered names of things that
    follow a whole sentence."""
    for count in range(1, min(_MAX_LISTED, end - start) + 1):
        line = lines[end - count]
        if line.block is None and matter.attachment_head(line.text) and not line.label and len(line.text) <= 120:
            return count
        if not _may_be_listed(line):
            break
    count = 0
    while count < end - start - 1 and _names_numbered(lines[end - count - 1], dated=dated):
        count += 1
        line = lines[end - count]
        if line.number is not None and line.number.number == 1:
            return count if _ends_text(lines[end - count - 1]) else 0
    return 0


def _names_numbered(line: Line, *, dated: bool) -> bool:
    if line.number is None or rank(line.number) != 3.0:
        return False
    return matter.names_attachment(line.text) or (dated and _may_be_listed(line) and not line.stops and not line.bold)


def _ends_text(line: Line) -> bool:
    return line.block is None and line.ends


def _closes_weakly(lines: Sequence[Line], start: int, at: int) -> bool:
    if at - 2 <= start:
        return False
    line, above = lines[at - 1], lines[at - 2]
    heads = above.number is not None and not above.ends
    return line.block is None and line.number is None and line.ends and matter.may_close(line.text) and not heads
