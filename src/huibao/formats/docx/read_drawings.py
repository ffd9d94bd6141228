"""Pictures, text boxes and other drawn things of a Word file, and the choice between a new drawing and its old stand-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huibao.formats.docx.read_state import Story
from huibao.formats.docx.read_xml import MC, PIC, WP, A, Element, M, R, V, W, points, whole
from huibao.model import text as texts
from huibao.model.report import runs
from huibao.model.source import SourceParagraph, SourcePicture

Anchored = SourcePicture | SourceParagraph | Element
"""What a drawing holds: a picture, a line of word art, or the content of a text box, yet to be read."""

_EMU_PER_MM = 36_000
_MM_PER_POINT = 25.4 / 72
_BOX = f"{W}txbxContent"
_IMAGE = f"{V}imagedata"
_WORDS = (f"{W}t", f"{W}sym", f"{M}t", _BOX, f"{A}blip", f"{V}textpath")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_STYLE_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(mm|cm|in|pt|pc|px)?", re.IGNORECASE)

Size = tuple[float, float]


def chosen(alternate: Element) -> Element:
    """The branch of an ``mc:AlternateContent`` to read: the first choice, or the stand-in when no choice holds words or
    a picture and the stand-in does (Part 3, 7.6). Never both: they say the same."""
    choices = alternate.findall(f"{MC}Choice")
    fallback = alternate.find(f"{MC}Fallback")
    for choice in choices:
        if _holds_something(choice):
            return choice
    if fallback is not None and (not choices or _holds_something(fallback)):
        return fallback
    return choices[0] if choices else alternate


def anchored(element: Element, story: Story) -> list[Anchored]:
    """What a ``w:drawing``, ``w:pict`` or ``w:object`` shows, in order."""
    return list(_found(element, story, (0.0, 0.0), ""))


def _holds_something(element: Element) -> bool:
    if next(element.iter(*_WORDS), None) is not None:
        return True
    return any(image.get(f"{R}id") for image in element.iter(_IMAGE))


def _found(element: Element, story: Story, size: Size, alt: str) -> Iterator[Anchored]:
    """Walk a drawing; ``size`` in mm and ``alt`` come from the frame that is nearest around."""
    tag = element.tag
    if tag == _BOX:
        yield element
        return
    if tag == f"{MC}AlternateContent":
        yield from _found(chosen(element), story, size, alt)
        return
    size, alt = _frame(element, size, alt)
    if tag == f"{A}blip" or tag == _IMAGE:
        relation = element.get(f"{R}embed") or element.get(f"{R}link") or element.get(f"{R}id")
        picture = story.picture(relation, *size, alt) if relation else None
        if picture:
            yield picture
    elif tag == f"{V}textpath":
        words = texts.single_line(element.get("string", "")).strip()
        if words:
            yield SourceParagraph(runs(words), where="艺术字")
    elif tag == _CHART:
        story.diagram(element.get(f"{R}id", ""), "图表不能带入，请在 Word 里截图后插入")
    elif tag == _DIAGRAM:
        story.diagram(element.get(f"{R}dm", ""), "SmartArt 图形不能带入，请在 Word 里截图后插入")
    for child in element:
        yield from _found(child, story, size, alt)


def _frame(element: Element, size: Size, alt: str) -> tuple[Size, str]:
    tag = element.tag
    if tag in (f"{WP}inline", f"{WP}anchor"):
        extent, named = element.find(f"{WP}extent"), element.find(f"{WP}docPr")
        size = size if extent is None else _emu_size(extent)
        alt = alt if named is None else named.get("descr") or named.get("title") or alt
    elif tag == f"{PIC}pic":
        extent, named = element.find(f"{PIC}spPr/{A}xfrm/{A}ext"), element.find(f"{PIC}nvPicPr/{PIC}cNvPr")
        # Within a group the frame's size is the group's; a single picture's frame may be cropped or turned.
        if extent is not None and (size == (0.0, 0.0) or _in_group(element)):
            size = _emu_size(extent)
        alt = alt or ("" if named is None else named.get("descr") or "")
    elif tag.startswith(V) and element.get("style"):
        size = _style_size(element.get("style", ""), size)
        alt = element.get("alt") or alt
    return size, texts.single_line(alt).strip()


def _in_group(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag != f"{A}graphicData"


def _emu_size(extent: Element) -> Size:
    limit = 2_000 * _EMU_PER_MM
    width, height = (max(0, whole(extent.get(name), 0, limit)) / _EMU_PER_MM for name in ("cx", "cy"))
    return round(width, 2), round(height, 2)


def _style_size(style: str, size: Size) -> Size:
    found = dict(zip(("width", "height"), size, strict=True))
    for name, number, unit in _STYLE_SIZE.findall(style):
        measure = points(number, 0.75) if unit.lower() in ("", "px") else points(number + unit.lower(), 1.0)
        found[name.lower()] = round((measure or 0.0) * _MM_PER_POINT, 2)
    return found["width"], found["height"]
