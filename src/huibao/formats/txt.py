"""Plain text: its encoding told, its lines with their evidence, and text written so that Windows Notepad reads it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from huibao.errors import InputError
from huibao.formats.package import MAX_FILE, TOO_LARGE
from huibao.model import text as texts
from huibao.model.report import runs
from huibao.model.source import Source, SourceParagraph

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 32 * 1024
_RESUME = "huibao.resume"
_MOST_FAULTS = 10_000
_REPLACEMENT = "\ufffd"
BIG5 = "big5hkscs"
_BIG5_HANDICAP = 0.1
BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LEADING = re.compile(f"[{BLANKS}\ufeff\u200b]*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_TAB_WIDTH = 4.0
"""Characters a leading tab of plain text stands for: eight half-width columns."""


def read_text(data: bytes, encoding: str | None = None) -> Source:
    """The lines of a text file as source paragraphs; ``encoding`` None: found out (see ``decode``).

    Blank lines vanish (they are layout), leading blanks become ``indent``, a form feed ``page_break_before``. Damaged
    characters stay in place as U+FFFD and are counted in a note. Raises InputError over 50 MB or for an unknown encoding.
    """
    text, used = decode(data, encoding)
    source = read_plain(text.rstrip("\x00\x1a"))
    damaged = sum(item.text.count(_REPLACEMENT) for item in source.items if isinstance(item, SourceParagraph))
    if not damaged:
        return source
    note = f"有 {damaged} 个字符已损坏或无法识别（按 {_shown(used)} 编码读入），原处用“{_REPLACEMENT}”代替，请对照原文改正。"
    return Source(source.items, notes=(note,), kind="txt")


def read_plain(text: str) -> Source:
    """The lines of ``text`` (the clipboard's, a file's) as source paragraphs, blank ones left away."""
    return Source(tuple(_paragraphs(text)), kind="txt")


def write_text(text: str) -> bytes:
    """``text`` as UTF-8 with a byte order mark and CR LF, as every Windows Notepad reads it; a manual line break too
    becomes a line end."""
    clean = texts.clean(text).replace(texts.LINE_BREAK, "\n")
    return codecs.BOM_UTF8 + "\r\n".join(texts.lines(clean)).encode("utf-8")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """(text, encoding's Python name). What can't be decoded becomes U+FFFD, and what follows it is read on.

    Without ``encoding``: a byte order mark decides, else strict UTF-8, else the reading that makes the most of common
    Chinese characters among damaged UTF-8, UTF-16 without a mark, Big5 and GB18030 (the last when in doubt).
    """
    if len(data) > MAX_FILE:
        raise InputError(TOO_LARGE)
    if encoding is not None:
        return _decoded(data, _known(encoding)), encoding
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], name.removesuffix("-sig")), name
    name = _guess(data)
    return _decoded(data, name), name


def looks_like_text(data: bytes) -> bool:
    """Whether the head of ``data`` reads as text: hardly any control or undecodable characters in its best reading."""
    name = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _guess(data[:_SAMPLE])
    text = _head(data, name).rstrip("\x00\x1a")
    if not text:
        return False
    bad = text.count(_REPLACEMENT) + len(_CONTROLS.findall(text))
    return bad <= max(1, len(text) // 20)


def _paragraphs(text: str) -> Iterator[SourceParagraph]:
    page_break = False
    for number, line in enumerate(texts.lines(text), 1):
        continues = False
        for page, sheet in enumerate(line.split("\x0c")):
            page_break = page_break or page > 0
            for broken, piece in enumerate(re.split("[\x0b\u2028]", sheet)):
                continues = continues and broken > 0
                blanks = _LEADING.match(piece)
                body = texts.clean(piece[blanks.end() :].rstrip(f"{BLANKS}\ufeff\u200b")) if blanks else ""
                if not body:
                    continue
                yield SourceParagraph(
                    runs=runs(body),
                    indent=blank_width(blanks[0] if blanks else ""),
                    page_break_before=page_break,
                    continues=continues,
                    where=f"第{number}行",
                )
                page_break, continues = False, True


def blank_width(blanks: str, tab: float = _TAB_WIDTH) -> float:
    """How far leading blanks push a line in, in characters: a full-width blank 1, a half-width or no-break one 0.5,
    a tab as given."""
    return sum(tab if blank == "\t" else 0.0 if blank in "\ufeff\u200b" else texts.width(blank) for blank in blanks)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise InputError(f"不认识编码“{encoding}”；请另选一种，例如 GB18030 或 UTF-8。") from error


def _decoded(data: bytes, name: str) -> str:
    text = data.decode(name, errors="replace")
    # Finding the beat again costs time at each fault; where nearly all is faults there is no beat to find.
    return data.decode(name, errors=_RESUME) if 0 < text.count(_REPLACEMENT) < _MOST_FAULTS else text


def _head(data: bytes, name: str) -> str:
    """The text of the head of ``data``; a character cut through where the sample ends is no error."""
    whole = len(data) <= _SAMPLE
    return codecs.getincrementaldecoder(name)(errors="replace").decode(data[:_SAMPLE], final=whole)


def _resume(error: UnicodeError) -> tuple[str, int]:
    """One U+FFFD for one damaged character, and where to read on.

    A lost first byte of a GBK character would pair its second with the next character's first, and so on to the end of
    the line: so read on where common characters follow.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    if error.encoding == "utf-8":
        end = error.end
        while end < min(len(data), start + 4) and 0x80 <= data[end] <= 0xBF:
            end += 1
        return _REPLACEMENT, end
    if error.encoding not in ("gb18030", "gbk", "gb2312", "big5", BIG5):
        return _REPLACEMENT, error.end
    steps = range(1, min(3, len(data) - start + 1))
    common = _is_common if error.encoding.startswith("gb") else _is_common_big5
    ahead = (data[start + step : start + step + 24].decode(error.encoding, "replace") for step in steps)
    scores = [_plausible(text, common) for text in ahead]
    return _REPLACEMENT, start + 1 + scores.index(max(scores))


codecs.register_error(_RESUME, _resume)


def _guess(data: bytes) -> str:
    plain = _plausible(_head(data, "utf-8"))
    chinese = _plausible(_head(data, "gb18030"))
    # Two GBK characters can happen to be valid UTF-8; read so they are Latin, Greek or Arabic letters, never Chinese.
    if _is_utf8(data) and (b"\x00" not in data[:_SAMPLE]) and plain > chinese - 0.5:
        return "utf-8"
    scores = {"gb18030": chinese, "utf-8": plain}
    scores |= {name: _plausible(_head(data, name)) for name in ("utf-16-le", "utf-16-be")}
    scores[BIG5] = _plausible(_head(data, BIG5), _is_common_big5) - _BIG5_HANDICAP
    return max(scores, key=lambda name: scores[name])


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plausible(text: str, common: Callable[[str], bool] | None = None) -> float:
    """The share of characters that common Chinese text is made of, 0–1."""
    return sum(map(common or _is_common, text)) / len(text) if text else 0.0


@lru_cache(maxsize=16_384)
def _is_common(character: str) -> bool:
    """Printable ASCII, a line end or tab, or GB 2312's marks and first level (its rows 1–3 and 16–55)."""
    if character < "\x80":
        return character.isprintable() or character in "\t\r\n\x0c"
    if character in "—·":  # Python's gb2312 has others in their places
        return True
    try:
        lead = character.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return False
    return lead <= 3 or 16 <= lead <= 55


@lru_cache(maxsize=16_384)
def _is_common_big5(character: str) -> bool:
    """As ``_is_common``, with Big5's marks and frequent characters (its lead bytes A1–A3 and A4–C6)."""
    if character < "\x80":
        return character.isprintable() or character in "\t\r\n\x0c"
    try:
        return 0xA1 <= character.encode(BIG5)[0] <= 0xC6
    except UnicodeEncodeError:
        return False


def _shown(name: str) -> str:
    return {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", BIG5: "Big5"}.get(name, name.upper())
