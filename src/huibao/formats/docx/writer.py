"""Write a manuscript as a Word file that looks as GB/T 9704-2012 asks and that Word and WPS can go on working with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

import docx
from docx.document import Document
from lxml import etree

from huibao import paths
from huibao.errors import OutputError
from huibao.formats.docx.styles import dress, font_table, style_of
from huibao.formats.docx.write_comments import Remarks
from huibao.formats.docx.write_page import set_page, spacer
from huibao.formats.docx.write_pictures import Drawing, drawings, stand_in, write_picture
from huibao.formats.docx.write_sections import Sections
from huibao.formats.docx.write_table import write_table
from huibao.formats.docx.write_text import Pen, write_runs
from huibao.formats.docx.write_xml import Element, new, w
from huibao.model.landscape import turn
from huibao.model.manuscript import Item
from huibao.model.profile import Profile
from huibao.model.report import Comment, Id, Picture, runs
from huibao.model.table_grid import TABLES_APART_PT, type_area
from huibao.model.text import clean, single_line

_BLANK: Final = re.compile("[\r\n\x85\u2028\u2029\t]")
_PT_PER_MM: Final = 72 / 25.4
_LONGEST_PROPERTY: Final = 255  # python-docx and Word both refuse longer core properties
_APP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; "" leaves it out."""

    title: str = ""
    author: str = ""
    organisation: str = ""


def write_docx(
    items: Sequence[Item],
    profile: Profile,
    media: Mapping[str, bytes],
    properties: Properties = Properties(),
    comments: Mapping[Id, Sequence[Comment]] = MappingProxyType({}),
) -> bytes:
    """``items`` (``model.manuscript.manuscript``) as the bytes of a .docx in the looks of ``profile``.

    ``media`` holds picture bytes by SHA-256; where Word can't hold a picture (``left_out_pictures``) its alternative text
    stands in brackets. ``comments``: by the node among those printed at which each is shown (``model.comments.printed_at``).
    The bytes were opened again and their words compared before they are returned; OutputError when
    they differ.
    """
    items = turn(items, profile)
    document = docx.Document(BytesIO(_reference()))
    dress(document.styles.element, profile)
    set_page(document, profile)
    pictures = drawings(items, media)
    body = new("body")
    sections = Sections(document, body, profile)
    pen = Pen(body, profile, Remarks(comments))
    _fill(pen, document, items, pictures, sections)
    pen.remarks.write(document)
    body.append(sections.properties(turned=bool(items) and items[-1].turned))
    document.element.replace(document.element.body, body)
    _set_properties(document, properties)
    _replace_part(document, "/word/fontTable.xml", _xml(font_table(profile)))
    out = BytesIO()
    document.save(out)
    data = out.getvalue()
    _verify(data, items, pictures)
    return data


def left_out_pictures(items: Sequence[Item], media: Mapping[str, bytes]) -> tuple[Picture, ...]:
    """The pictures of ``items`` that ``write_docx`` can't put into a Word file, in print order: to be told to the user."""
    pictures = drawings(items, media)
    return tuple(item.picture for item in items if item.picture and item.picture.sha256 not in pictures)


@cache
def _reference() -> bytes:
    return (paths.resources() / "reference.docx").read_bytes()


def _fill(
    pen: Pen, document: Document, items: Sequence[Item], pictures: Mapping[str, Drawing], sections: Sections
) -> None:
    """Append the items to the body. After a table comes a paragraph always: a spacer where the next item is none."""
    body, profile = pen.body, pen.profile
    room = _first_room(items, profile)
    after_table = False
    before: Item | None = None
    for item in _kept(items):
        if before is not None and before.turned != item.turned:
            sections.end(before.turned)
            after_table = False
        item, before = _begun(item, before), item
        if item.table is not None:
            if not item.table.rows:
                continue
            height = item.blank_before * profile.pitch_pt + room
            if after_table or height:
                body.append(spacer(height or TABLES_APART_PT))
            body.append(write_table(item, item.table, pen))
        elif item.picture is not None:
            _write_picture(document, item, item.picture, pen, pictures, room)
        else:
            pen.paragraph(item, room)
        after_table, room = item.table is not None, 0.0
    if after_table or not items:
        body.append(spacer())


def _first_room(items: Sequence[Item], profile: Profile) -> float:
    """Room in pt that is left free on the first page, for a red head printed beforehand; none on a landscape one."""
    if not items or items[0].turned or not profile.first_page_top_mm:
        return 0.0
    return max(profile.first_page_top_mm - profile.top_mm, 0.0) * _PT_PER_MM


def _begun(item: Item, before: Item | None) -> Item:
    """``item`` after ``before``: without blank lines where it begins a page by itself, and without asking for a new page
    where a section begins."""
    section = before is None or before.turned != item.turned
    if not (section or item.new_page):
        return item
    return replace(item, blank_before=0, new_page=item.new_page and not section)


def _kept(items: Sequence[Item]) -> Iterator[Item]:
    """The items, what stands before a signature or date kept with it: no page holds only those (7.3.5.5)."""
    for item, following in zip_longest(items, items[1:]):
        with_next = following is not None and following.role in ("signature", "date") and not following.new_page
        yield replace(item, keep_next=True) if with_next and not item.keep_next else item


def _write_picture(
    document: Document, item: Item, picture: Picture, pen: Pen, pictures: Mapping[str, Drawing], room: float
) -> None:
    number = pen.number
    paragraph = pen.opened(item, style_of(item), room)
    if picture.sha256 in pictures:
        room_for = type_area(pen.profile, item.turned)
        write_picture(paragraph, document, picture, pictures[picture.sha256], room_for, number)
    else:
        write_runs(paragraph, "", runs(stand_in(picture)))
    pen.remarks.put_at(paragraph, item.node)
    pen.close(paragraph)


def _set_properties(document: Document, properties: Properties) -> None:
    core = document.core_properties
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    core.title = single_line(properties.title)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = single_line(properties.author)[:_LONGEST_PROPERTY]
    core.created = core.modified = now
    core.revision = 1
    app: Element = etree.fromstring(f'<Properties xmlns="{_APP}"/>')
    etree.SubElement(app, f"{{{_APP}}}Application").text = "汇报"
    if properties.organisation:
        etree.SubElement(app, f"{{{_APP}}}Company").text = single_line(properties.organisation)
    _replace_part(document, "/docProps/app.xml", _xml(app))


def _replace_part(document: Document, name: str, data: bytes) -> None:
    """New bytes for a part that python-docx carries along unread; it has no public way to do so."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == name)
    part._blob = data


def _xml(element: Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def _verify(data: bytes, items: Sequence[Item], pictures: Mapping[str, Drawing]) -> None:
    """Open the bytes again as any reader would, and compare every word with the manuscript's."""
    body = docx.Document(BytesIO(data)).element.body
    written = "".join(element.text or "" for element in body.iter(w("t")))
    if written != "".join(_words(items, pictures)):
        raise OutputError("写出的 Word 文件核对不一致，未保存。请重试；若仍不行，请先另存为汇报文件，再联系维护人员。")
    if sum(1 for _ in body.iter(w("drawing"))) != sum(1 for i in items if i.picture and i.picture.sha256 in pictures):
        raise OutputError("写出的 Word 文件缺少图片，未保存。请重试；若仍不行，请先另存为汇报文件，再联系维护人员。")


def _words(items: Sequence[Item], pictures: Mapping[str, Drawing]) -> Iterator[str]:
    """What the body must say, without tabs and line ends, which are elements of their own."""
    for item in items:
        if item.table is not None:
            for row in item.table.rows:
                for cell in row:
                    for paragraph in cell.paragraphs:
                        yield _BLANK.sub("", clean(paragraph.label + paragraph.text))
        elif item.picture is not None:
            if item.picture.sha256 not in pictures:
                yield _BLANK.sub("", clean(stand_in(item.picture)))
        else:
            yield _BLANK.sub("", clean(item.label + item.text))
