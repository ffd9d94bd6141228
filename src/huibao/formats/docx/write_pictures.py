"""Pictures of a Word file: inline, scaled to the type area. What Word can't hold is told apart beforehand."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from huibao.formats.docx.write_xml import Element, add, mm_emu
from huibao.model.manuscript import Item
from huibao.model.picture_size import natural_size
from huibao.model.profile import PICTURE_ROOM_PT
from huibao.model.report import Picture
from huibao.model.text import single_line

_UNREADABLE: Final = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    LookupError,
    ValueError,
    ArithmeticError,
    struct.error,
)
_EMF_MARK: Final = (b"\x01\x00\x00\x00", b" EMF")  # record type at 0, signature at 40 ([MS-EMF] 2.3.4.2)
_WMF_MARK: Final = b"\xd7\xcd\xc6\x9a"  # placeable metafile ([MS-WMF] 2.3.2.3)
_LEAST_MM: Final = 1.0
_MM_PER_PT: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that Word can hold: its bytes, "" or the kind of metafile, natural size in mm."""

    data: bytes
    metafile: str
    width_mm: float
    height_mm: float


def drawings(items: Sequence[Item], media: Mapping[str, bytes]) -> dict[str, Drawing]:
    """By SHA-256, the pictures of ``items`` that Word can hold. Missing from it: those without bytes, and those of
    formats that Word does not show (WebP, SVG …); their place in the text keeps their alternative text."""
    found: dict[str, Drawing] = {}
    for item in items:
        picture = item.picture
        if picture and picture.sha256 not in found and picture.sha256 in media:
            drawing = _measured(media[picture.sha256])
            if drawing:
                found[picture.sha256] = drawing
    return found


def stand_in(picture: Picture) -> str:
    """The words that stand where a picture can't."""
    return f"［图片：{picture.alt}］" if picture.alt else "［图片］"


def write_picture(
    paragraph: Element,
    document: Document,
    picture: Picture,
    drawing: Drawing,
    area_pt: tuple[float, float],
    number: int,
) -> None:
    """Append a run with the picture to ``paragraph``; ``area_pt`` is the type area, ``number`` the picture's id, unique in
    the document."""
    relation = _embed(document, picture, drawing)
    width, height = _fitted(picture, drawing, area_pt)
    size = Emu(mm_emu(width)), Emu(mm_emu(height))
    inline = CT_Inline.new_pic_inline(number, relation, picture.sha256[:12], *size)
    inline.docPr.set("descr", single_line(picture.alt))
    add(add(paragraph, "r"), "drawing").append(inline)


def _measured(data: bytes) -> Drawing | None:
    if data[:4] == _EMF_MARK[0] and data[40:44] == _EMF_MARK[1] and len(data) >= 88:
        left, top, right, bottom = struct.unpack_from("<4i", data, 24)  # hundredths of a millimetre
        return _sound(Drawing(data, "emf", (right - left) / 100, (bottom - top) / 100))
    if data[:4] == _WMF_MARK and len(data) >= 22:
        left, top, right, bottom, per_inch = struct.unpack_from("<4hH", data, 6)
        scale = 25.4 / (per_inch or 1440)
        return _sound(Drawing(data, "wmf", (right - left) * scale, (bottom - top) * scale))
    try:
        image = Image.from_blob(data)
        width, height = natural_size(data) or (image.width.mm, image.height.mm)
        return _sound(Drawing(data, "", width, height))
    except _UNREADABLE:
        return None


def _sound(drawing: Drawing) -> Drawing | None:
    return drawing if drawing.width_mm > 0 and drawing.height_mm > 0 else None


def _embed(document: Document, picture: Picture, drawing: Drawing) -> str:
    """The relationship id of the picture's part; the same bytes are stored once."""
    if not drawing.metafile:
        return str(document.part.get_or_add_image(BytesIO(drawing.data))[0])
    name = PackURI(f"/word/media/{picture.sha256[:32]}.{drawing.metafile}")
    for key, relation in document.part.rels.items():
        if not relation.is_external and relation.target_part.partname == name:
            return str(key)
    package = document.part.package
    part = Part(name, f"image/x-{drawing.metafile}", drawing.data, package)
    return str(document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))


def _fitted(picture: Picture, drawing: Drawing, area_pt: tuple[float, float]) -> tuple[float, float]:
    """Width and height in mm: as asked for, a missing one in proportion, never beyond the type area."""
    width, height = picture.width_mm, picture.height_mm
    shape = drawing.height_mm / drawing.width_mm
    if width <= 0 and height <= 0:
        width, height = drawing.width_mm, drawing.height_mm
    elif width <= 0:
        width = height / shape
    elif height <= 0:
        height = width * shape
    across, down = area_pt[0] * _MM_PER_PT, (area_pt[1] - 2 * PICTURE_ROOM_PT) * _MM_PER_PT
    scale = min(1.0, across / width, down / height)
    return max(width * scale, _LEAST_MM), max(height * scale, _LEAST_MM)
