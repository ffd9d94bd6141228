"""How large a picture is by its own word, for pages and Word alike: pixels and resolution from the head of its file.

PNG (ISO/IEC 15948, 11.2.2 IHDR, 11.3.5.3 pHYs), JPEG (ITU-T T.81 B.2.2; JFIF 1.02), GIF, BMP.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_DEFAULT_DPI = 96.0  # where the file tells none, or none that can be meant: as Word takes it
_LEAST_DPI, _MOST_DPI = 20.0, 2400.0
_MM_PER_INCH = 25.4
Pixels = tuple[float, float, float, float]  # width, height, dots per inch across and down


def natural_size(data: bytes) -> tuple[float, float] | None:
    """Width and height in mm of an encoded picture as it is stored, None for a kind or damage that is not understood."""
    try:
        found = _pixels(data)
    except (struct.error, IndexError):
        return None
    if found is None or found[0] <= 0 or found[1] <= 0:
        return None
    across, down = (dpi if _LEAST_DPI <= dpi <= _MOST_DPI else _DEFAULT_DPI for dpi in found[2:])
    return found[0] / across * _MM_PER_INCH, found[1] / down * _MM_PER_INCH


def _pixels(data: bytes) -> Pixels | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height, 0.0, 0.0
    if data.startswith(b"BM"):
        width, height = struct.unpack_from("<ii", data, 18)
        across, down = struct.unpack_from("<ii", data, 38)
        return width, abs(height), across * 0.0254, down * 0.0254
    return None


def _png(data: bytes) -> Pixels:
    width, height = struct.unpack_from(">II", data, 16)
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"pHYs":
            across, down, unit = struct.unpack_from(">IIB", data, at + 8)
            return (width, height, across * 0.0254, down * 0.0254) if unit == 1 else (width, height, 0.0, 0.0)
        if kind in (b"IDAT", b"IEND"):
            break
        at += 12 + size
    return width, height, 0.0, 0.0


def _jpeg(data: bytes) -> Pixels | None:
    across = down = 0.0
    for kind, start in _segments(data):
        if kind == 0xE0 and data[start : start + 5] == b"JFIF\0":
            unit, wide, high = struct.unpack_from(">BHH", data, start + 7)
            scale = {1: 1.0, 2: 2.54}.get(unit, 0.0)
            across, down = wide * scale, high * scale
        elif 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, start + 1)
            return width, height, across, down
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The marker of each segment, and where its content begins."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        yield kind, at + 4
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
