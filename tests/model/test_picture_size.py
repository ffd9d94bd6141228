import struct

import pytest
from tests.formats.word_world import png

from huibao.model.picture_size import natural_size

INCH = 25.4


def jpeg(width: int, height: int, unit: int, across: int, down: int) -> bytes:
    head = b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x102, unit, across, down, 0, 0)
    return b"\xff\xd8" + head + b"\xff\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0) + b"\xff\xd9"


def with_density(data: bytes, per_metre: int, unit: int) -> bytes:
    chunk = struct.pack(">I4sIIBI", 9, b"pHYs", per_metre, per_metre, unit, 0)
    return data[:33] + chunk + data[33:]


def bitmap(width: int, height: int, per_metre: int) -> bytes:
    return b"BM" + bytes(16) + struct.pack("<iiHHIIii", width, height, 1, 24, 0, 0, per_metre, per_metre)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(96, 48), (INCH, INCH / 2)),
        (with_density(png(300, 150), 11811, 1), (INCH, INCH / 2)),
        (with_density(png(96, 48), 11811, 0), (INCH, INCH / 2)),
        (with_density(png(96, 48), 1, 1), (INCH, INCH / 2)),
        (jpeg(300, 150, 1, 300, 300), (INCH, INCH / 2)),
        (jpeg(300, 150, 2, 118, 118), (INCH, INCH / 2)),
        (jpeg(96, 48, 0, 1, 1), (INCH, INCH / 2)),
        (b"GIF89a" + struct.pack("<HH", 192, 96), (2 * INCH, INCH)),
        (bitmap(300, -150, 11811), (INCH, INCH / 2)),
    ],
)
def test_a_picture_is_as_large_as_its_file_says_and_else_96_dots_an_inch(
    data: bytes, size: tuple[float, float]
) -> None:
    assert natural_size(data) == pytest.approx(size, rel=0.002)


@pytest.mark.parametrize("data", [b"", b"RIFF", png()[:20], b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xd9", b"BM", png(0, 5)])
def test_what_is_not_understood_has_no_size(data: bytes) -> None:
    assert natural_size(data) is None
