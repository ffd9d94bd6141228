"""Pictures and text boxes of an old Word file ([MS-ODRAW]): which shape shows which picture, and the pictures' bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from huibao.formats.doc.binary import (
    BOXES,
    DRAWINGS,
    HEADER_BOXES,
    HEADER_SHAPES,
    SHAPES,
    Word97,
    plc,
    stretches,
)

_CONTAINER = 0xF
_STORE, _SHAPES, _SHAPE, _ENTRY, _SHAPE_HEAD, _OPTIONS = 0xF001, 0xF003, 0xF004, 0xF007, 0xF00A, 0xF00B
_PICTURE_OPTION, _WORDS_OPTION = 0x104, 0xC0
_METAFILES = {0xF01A: "emf", 0xF01B: "wmf", 0xF01C: "pict"}
_BITMAPS = {0xF01D: "jpeg", 0xF02A: "jpeg", 0xF01E: "png", 0xF01F: "bmp", 0xF029: "tiff"}
_DOUBLE_IDS = {0xF01A: 0x3D5, 0xF01B: 0x217, 0xF01C: 0x543, 0xF01D: 0x46B, 0xF02A: 0x6E3, 0xF01E: 0x6E1,
               0xF01F: 0x7A9, 0xF029: 0x6E5}  # fmt: skip
_DEEPEST = 30
_MOST_RECORDS = 200_000
_LARGEST = 50 * 1024 * 1024
_MM_PER_TWIP = 25.4 / 1440
_NAMED_FILE = 0x66
_DRAWN = ((0, 6, SHAPES, BOXES), (2, 7, HEADER_SHAPES, HEADER_BOXES))
"""Stories that things are drawn beside, the stories of their text boxes, and where both are listed."""


@dataclass(slots=True)
class Picture:
    """A picture's bytes, its ending, and its size in mm (0: unknown)."""

    data: bytes
    extension: str
    width: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Shape:
    """A drawn shape: the picture it shows (1-based in the store, 0: none), its word art, and the shapes of its group."""

    picture: int = 0
    words: str = ""
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Drawings:
    """What is drawn beside the text: shapes by their id, anchors by character, the boxes' texts by their shape's id."""

    word: Word97
    store: list[bytes] = field(default_factory=list)
    shapes: dict[int, Shape] = field(default_factory=dict)
    anchors: dict[int, tuple[int, float, float]] = field(default_factory=dict)
    boxes: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def members(self, shape: int) -> list[int]:
        """The shape itself, or those of its group, in order."""
        found = self.shapes.get(shape)
        return found.members if found and found.members else [shape]

    def picture(self, number: int) -> Picture | None:
        """A picture of the store; None when it is missing or of no known kind."""
        if not 0 < number <= len(self.store):
            return None
        entry = self.store[number - 1]
        within = _first_picture(entry[36 + entry[33] :]) if len(entry) > 36 else None
        if within is not None or len(entry) < 36:
            return within
        at = struct.unpack_from("<I", entry, 28)[0]
        return _first_picture(self.word.main[at : at + _LARGEST]) if at < len(self.word.main) else None


def read_drawings(word: Word97) -> Drawings:
    """The drawings of the main text and the headers. Raises one of ``binary.FAULTS`` when they are damaged."""
    found = Drawings(word)
    for kind, data, path in _records(word.part(DRAWINGS)):
        if kind == _ENTRY and path[-1:] == (_STORE,):
            found.store.append(data)
    part = word.part(DRAWINGS)
    at = 8 + struct.unpack_from("<I", part, 4)[0] if len(part) >= 8 else len(part)
    while at + 9 <= len(part):  # a byte that says whether it is the main text's, then its drawing
        size = 8 + struct.unpack_from("<I", part, at + 5)[0]
        _read_shapes(part[at + 1 : at + 1 + size], found)
        at += 1 + size
    for story, box_story, shapes, boxes in _DRAWN:
        base, _ = word.story(story)
        positions, records = plc(word.part(shapes), 26)
        for character, record in zip(positions, records, strict=False):
            shape, left, top, right, bottom = struct.unpack_from("<5i", record)
            found.anchors[base + character] = (shape, _mm(right - left), _mm(bottom - top))
        base, limit = word.story(box_story)
        positions, records = plc(word.part(boxes), 22)
        for (start, end), record in zip(stretches(positions), records, strict=False):
            (unused,) = struct.unpack_from("<H", record, 8)
            (shape,) = struct.unpack_from("<i", record, 14)
            if not unused:
                found.boxes.setdefault(shape, []).append((base + start, min(base + end, limit)))
    return found


def inline_picture(word: Word97, at: int) -> Picture | None:
    """The picture that stands in the text, from its place in the data stream (2.9.192 PICF)."""
    data = word.data
    if at + 0x44 > len(data):
        return None
    size, header, kind = struct.unpack_from("<iHh", data, at)
    width, height, scale_x, scale_y = struct.unpack_from("<4h", data, at + 0x1C)
    start = at + header
    if kind == _NAMED_FILE and start < len(data):
        start += 1 + data[start]
    picture = _first_picture(data[start : at + max(0, size)])
    if picture is not None:
        picture.width, picture.height = _mm(width * scale_x / 1000), _mm(height * scale_y / 1000)
    return picture


def _mm(twips: float) -> float:
    return round(min(2_000.0, max(0.0, twips * _MM_PER_TWIP)), 2)


def _records(data: bytes) -> Iterator[tuple[int, bytes, tuple[int, ...]]]:
    """The records within, each with its kind, its content and the kinds of the containers around it. What comes behind
    a damaged one is lost."""
    waiting: list[tuple[int, int, tuple[int, ...]]] = [(0, len(data), ())]
    for _ in range(_MOST_RECORDS):
        if not waiting:
            return
        at, end, path = waiting.pop()
        if at + 8 > end:
            continue
        version, kind, size = struct.unpack_from("<HHI", data, at)
        stop = min(end, at + 8 + size)
        waiting.append((stop, end, path))
        yield kind, data[at + 8 : stop] if version & 0xF != _CONTAINER else b"", path
        if version & 0xF == _CONTAINER and len(path) < _DEEPEST:
            waiting.append((at + 8, stop, (*path, kind)))


def _first_picture(data: bytes) -> Picture | None:
    """The first picture that a run of records holds, in an entry of a store or bare."""
    at = 0
    for _ in range(64):
        if at + 8 > len(data):
            return None
        version, kind, size = struct.unpack_from("<HHI", data, at)
        content = data[at + 8 : at + 8 + size]
        if kind == _ENTRY and len(content) > 36:
            at += 8 + 36 + content[33]
            continue
        found = _bytes_of(kind, version >> 4, content)
        if found is not None:
            return found
        at += 8 + size
    return None


def _bytes_of(kind: int, instance: int, data: bytes) -> Picture | None:
    """A blip's picture ([MS-ODRAW] 2.2.23): behind one id or two, a metafile has 34 bytes of its own, a bitmap one."""
    ids = 32 if instance == _DOUBLE_IDS.get(kind) else 16
    if kind in _BITMAPS:
        content = data[ids + 1 :]
        return Picture(_with_head(content) if kind == 0xF01F else content, _BITMAPS[kind]) if content else None
    if kind not in _METAFILES or len(data) < ids + 34:
        return None
    content = data[ids + 34 :]
    if data[ids + 32] == 0:
        try:
            content = zlib.decompressobj().decompress(content, _LARGEST)
        except zlib.error:
            return None
    return Picture(content, _METAFILES[kind]) if content else None


def _with_head(data: bytes) -> bytes:
    """A bitmap without its file header gets one."""
    if len(data) < 40 or data[:2] == b"BM":
        return data
    head, _, _, _, bits, _, _, _, _, used, _ = struct.unpack_from("<IiiHHIIiiII", data)
    colours = (used or 1 << bits) * 4 if bits <= 8 else 0
    return b"BM" + struct.pack("<IHHI", 14 + len(data), 0, 0, 14 + head + colours) + data


def _read_shapes(data: bytes, found: Drawings) -> None:
    """The shapes of one drawing; those of a group are told by its first shape, which stands for it."""
    current = 0
    groups: dict[int, int] = {}  # how deep a group lies, and its first shape
    for kind, content, path in _records(data):
        if kind == _SHAPE_HEAD and len(content) >= 8:
            current, flags = struct.unpack_from("<iI", content)
            found.shapes.setdefault(current, Shape())
            depth = path.count(_SHAPES)
            is_group = bool(flags & 0x1)
            groups = {at: shape for at, shape in groups.items() if at < depth + (not is_group)}
            if is_group:
                groups[depth] = current
                continue
            for at, shape in groups.items():
                if at > 1:  # the outermost group is the drawing itself
                    found.shapes[shape].members.append(current)
        elif kind == _OPTIONS and current in found.shapes and path[-1:] == (_SHAPE,):
            _read_options(content, found.shapes[current])


def _read_options(data: bytes, shape: Shape) -> None:
    """What a shape's options say ([MS-ODRAW] 2.2.9): fixed entries, then the long values in the same order."""
    at = 0
    longs: list[tuple[int, int]] = []
    while at + 6 <= len(data):
        name, value = struct.unpack_from("<HI", data, at)
        if longs and at + 6 > len(data) - sum(size for _, size in longs):
            break
        if name & 0x3FFF == _PICTURE_OPTION and not name & 0x8000:
            shape.picture = value
        if name & 0x8000:
            longs.append((name & 0x3FFF, value))
        at += 6
    for name, size in longs:
        if name == _WORDS_OPTION:
            shape.words = data[at : at + size].decode("utf-16-le", "replace").partition("\0")[0]
        at += size
