"""Old Word files made for tests: a compound file with the few structures that a Word 97 document needs ([MS-CFB], [MS-DOC])."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

PAGE = 512
TEXT_AT = 0x600
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes], clsid: bytes = bytes(16)) -> bytes:
    """A compound file (version 3); every stream is long enough to need no mini stream."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + PAGE].ljust(PAGE, b"\0") for at in range(0, len(data), PAGE)]
        sectors.extend(pieces)
        chain.extend([*range(first + 1, first + len(pieces)), END])
        return first

    entries = [_entry("Root Entry", 5, 1, END, 0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        after = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, FREE, put(data), len(data), after))
    directory = put(b"".join(entries).ljust(PAGE, b"\0"))
    fat_sectors = -(-(len(sectors) + 1) * 4 // (PAGE - 4))
    first_fat = len(sectors)
    fat = chain + [FAT] * fat_sectors
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_sectors * PAGE, b"\xff")
    places = [*range(first_fat, first_fat + fat_sectors)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + clsid + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, directory, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *places, *[FREE] * (109 - len(places)))
    return head + b"".join(sectors) + table


def _entry(name: str, kind: int, child: int, start: int, size: int, after: int = FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, FREE, after, child if kind == 5 else FREE)
    return (
        written.ljust(64, b"\0") + struct.pack("<H", len(written)) + links + bytes(36) + struct.pack("<IQ", start, size)
    )


def change(name: int, *value: int) -> bytes:
    """A change of one property; ``value`` byte by byte."""
    sizes = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
    body = bytes(value)
    assert sizes.get(name >> 13, len(body)) == len(body)
    length = b"" if name >> 13 != 6 else struct.pack("<H", len(body) + 1) if name == 0xD608 else bytes([len(body)])
    return struct.pack("<H", name) + length + body


@dataclass
class Made:
    """An old Word file being made: ``add`` its paragraphs, then ``bytes``. Parts and streams can be given besides."""

    text: str = ""
    runs: list[tuple[int, bytes]] = field(default_factory=list)
    paragraphs: list[tuple[int, int, bytes]] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0] * 8)
    parts: dict[int, bytes] = field(default_factory=dict)
    data: bytes = b""
    flags: int = 0
    magic: int = 0xA5EC
    version: int = 0xC1
    squeezed: bool = False

    def add(
        self, *runs: str | tuple[str, bytes], style: int = 0, changes: bytes = b"", end: str = "\r", story: int = 0
    ) -> None:
        """A paragraph of runs, each with its changes; ``end`` closes it."""
        before = len(self.text)
        for run in (*runs, end):
            text, look = (run, b"") if isinstance(run, str) else run
            self.text += text
            self.runs.append((len(self.text), look))
        self.paragraphs.append((len(self.text), style, changes))
        self.counts[story] += len(self.text) - before

    def bytes(self, clsid: bytes = b"\0" * 16) -> bytes:
        """The file."""
        width = 1 if self.squeezed else 2
        text = self.text.encode("cp1252" if self.squeezed else "utf-16-le")
        main = bytearray(TEXT_AT) + text
        table = bytearray(16)
        struct.pack_into("<HH", main, 0, self.magic, self.version)
        struct.pack_into("<H", main, 0x0A, 0x0200 | self.flags)
        struct.pack_into("<8i", main, 0x4C, *self.counts)
        place = TEXT_AT * 2 | 0x40000000 if self.squeezed else TEXT_AT
        pieces = struct.pack("<II", 0, len(self.text)) + struct.pack("<HIH", 0, place, 0)
        parts = {33: b"\x02" + struct.pack("<I", len(pieces)) + pieces, **self.parts}
        parts[12] = _pages(main, [(TEXT_AT + end * width, look) for end, look in self.runs], paragraphs=False)
        looks = [(TEXT_AT + end * width, struct.pack("<H", style) + more) for end, style, more in self.paragraphs]
        parts[13] = _pages(main, looks, paragraphs=True)
        for number, part in parts.items():
            struct.pack_into("<II", main, 0x9A + 8 * number, len(table), len(part))
            table += part
            table += {73: self.levels, 74: self.overrides}.get(number, b"")
        return compound({"WordDocument": bytes(main), "1Table": bytes(table), "Data": self.data}, clsid)

    levels: bytes = b""
    overrides: bytes = b""


def _pages(main: bytearray, looks: list[tuple[int, bytes]], *, paragraphs: bool) -> bytes:
    """Pages of properties put behind the text, as many looks to each as fit; returns the PLC that lists them."""
    starts, numbers = [TEXT_AT], []
    main.extend(bytes(-len(main) % PAGE))
    waiting = [(end, _packed(look, paragraphs=paragraphs)) for end, look in looks]
    entry = 13 if paragraphs else 1
    while waiting:
        count, room = 0, PAGE - 1 - 4
        while count < min(len(waiting), 100) and room >= 4 + entry + len(waiting[count][1]) + 1:
            room -= 4 + entry + len(waiting[count][1])
            count += 1
        page = bytearray(PAGE)
        struct.pack_into(f"<{count + 1}I", page, 0, starts[-1], *[end for end, _ in waiting[:count]])
        at = PAGE - 2
        for number, (_, packed) in enumerate(waiting[:count]):
            if packed:
                at -= len(packed)
                page[at : at + len(packed)] = packed
                page[4 * (count + 1) + entry * number] = at // 2
        page[PAGE - 1] = count
        numbers.append(len(main) // PAGE)
        main += page
        starts.append(waiting[count - 1][0])
        waiting = waiting[count:]
    return struct.pack(f"<{len(starts)}I", *starts) + struct.pack(f"<{len(numbers)}I", *numbers)


def _packed(look: bytes, *, paragraphs: bool) -> bytes:
    """A look with its length before it, of an even number of bytes."""
    if not look:
        return b""
    even = look + b"\0" * (len(look) % 2)
    packed = bytes([0, len(even) // 2]) + even if paragraphs else bytes([len(look)]) + look
    return packed + b"\0" * (len(packed) % 2)


def plc(positions: Iterable[int], *records: bytes) -> bytes:
    """Positions and the records that belong to the stretches between them."""
    return b"".join(struct.pack("<I", position) for position in positions) + b"".join(records)


def style_sheet(*styles: tuple[str, int, int, bytes, bytes]) -> bytes:
    """Paragraph styles: name, number among Word's own (4094: none), what it is based on, changes of paragraph and run."""
    out = struct.pack("<HHHHHHHHHH", 18, len(styles), 10, 1, 91, 15, 0, 0, 0, 0)
    for number, (name, built_in, base, paragraph, run) in enumerate(styles):
        data = struct.pack("<HHHHH", built_in, 1 | base << 4, 2 | number << 4, 0, 0)
        data += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
        for update in (struct.pack("<H", number) + paragraph, run):
            data += struct.pack("<H", len(update)) + update + b"\0" * (len(update) % 2)
        out += struct.pack("<H", len(data)) + data + b"\0" * (len(data) % 2)
    return out


def fonts(*names: str) -> bytes:
    """A table of fonts."""
    out = struct.pack("<HH", len(names), 0)
    for name in names:
        data = bytes(39) + name.encode("utf-16-le") + b"\0\0"
        out += bytes([len(data)]) + data
    return out


def level(text: str, form: int, start: int = 1) -> bytes:
    """A level of a list; ``text`` with U+0000 where its own number stands."""
    head = struct.pack("<iBB9sBii", start, form, 0, bytes([text.find("\0") + 1]).ljust(9, b"\0"), 0, 0, 0)
    return head + bytes(4) + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def add_list(made: Made, levels: bytes) -> None:
    """One simple list, number 1 for paragraphs."""
    made.parts[73] = struct.pack("<H", 1) + struct.pack("<ii9HBB", 77, 0, *[0xFFF] * 9, 1, 0)
    made.levels = levels
    made.parts[74] = struct.pack("<I", 1) + struct.pack("<iIIBBBB", 77, 0, 0, 0, 0, 0, 0)
    made.overrides = struct.pack("<I", 0xFFFFFFFF)
