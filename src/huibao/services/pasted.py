"""What was copied in Word, WPS, a browser or WeChat: its HTML as blocks of a report, and the pictures that came with it.

Nothing is loaded from outside. The one thing read besides the clipboard are pictures that Word and WPS put into their own
folders for temporary files while they copy.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from huibao.errors import HuibaoError
from huibao.model.picture_size import natural_size
from huibao.model.report import Block, Blocks, Cell, Paragraph, Picture, Run, Runs, Table, new_id
from huibao.model.source import Source, SourceCell, SourceParagraph, SourcePicture, SourceTable

MOST_CHARACTERS = 2_000_000
_PICTURE_BYTES = 20_000_000
_WIDEST_MM = 156.0
_OFFICE_FOLDERS = re.compile("msohtmlclip\\d*|ksohtml\\d*|wps-[\\w-]+", re.IGNORECASE)
_ADDRESS = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HEADINGS = 4
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"))


@dataclass(frozen=True, slots=True)
class Pasted:
    """``blocks``: a paragraph's ``level`` 1–4 says that it is a heading there; its number is in its text. ``media``: picture
    bytes by SHA-256. ``missing``: how many pictures stand elsewhere and were not brought along."""

    blocks: Blocks
    media: dict[str, bytes] = field(default_factory=dict)
    missing: int = 0

    @property
    def plain(self) -> bool:
        """Whether it says no more than bare text does: no tables, pictures, headings, looks."""
        return all(isinstance(b, Paragraph) and not b.level and all(_bare(run) for run in b.runs) for b in self.blocks)


def pasted_html(html: str, temporary: Path | None = None) -> Pasted | None:
    """The content of ``html``; None when it holds nothing, or is too long to be read while the user waits. ``temporary``:
    the system's folder for temporary files."""
    from huibao.formats.html.page import Page, open_page
    from huibao.formats.html.reader import NOT_IN_FILE, read_page

    if len(html) > MOST_CHARACTERS or not html.strip():
        return None
    try:
        page = open_page(b"\xef\xbb\xbf" + html.encode("utf-8", "replace"))
        source = read_page(Page(page.body, _office_pictures(html, temporary or Path(tempfile.gettempdir()))))
    except (HuibaoError, RecursionError):
        return None
    blocks = tuple(_blocks(source))
    shown = sum(isinstance(block, Picture) for block in blocks)
    missing = sum(item.why == NOT_IN_FILE for item in source.left_out)
    missing += sum(isinstance(item, SourcePicture) for item in source.items) - shown
    return Pasted(blocks, dict(source.media), missing) if blocks or missing else None


def _blocks(source: Source) -> Iterator[Block]:
    for item in source.items:
        if isinstance(item, SourceParagraph):
            made = _paragraph(item)
            if made.runs:
                yield made
        elif isinstance(item, SourceTable):
            yield _table(item)
        elif _ending(source.media[item.sha256]):
            yield _picture(item, source.media[item.sha256])


def _paragraph(item: SourceParagraph) -> Paragraph:
    """The paragraph with its number typed out: as bare text is pasted, and as a reader saw it."""
    gap = "" if item.label[-1:] in "、）.．)" else " "
    label = (Run(item.label + gap),) if item.label and item.label.strip("•·●○■◦▪-–") else ()
    held = ((run, run.text.replace("\xa0", " ")) for run in item.runs if run.text)  # Word's and browsers' way to show blanks
    content: Runs = tuple(replace(run, text=text, bold=run.bold and not item.bold) for run, text in held)
    return Paragraph(new_id(), label + content, level=min(item.outline_level, _HEADINGS))


def _table(item: SourceTable) -> Table:
    def cells(row: tuple[SourceCell, ...]) -> Iterator[Cell]:
        for cell in row:
            paragraphs = tuple(replace(_paragraph(p), level=0, align=p.align) for p in cell.paragraphs)
            yield Cell(paragraphs or (Paragraph(new_id()),), cell.colspan, cell.rowspan)

    rows = tuple(tuple(cells(row)) for row in item.rows)
    return Table(new_id(), rows, item.widths, item.header_rows)


def _picture(item: SourcePicture, data: bytes) -> Picture:
    width, height = item.width_mm, item.height_mm
    if not width or not height:
        width, height = natural_size(data) or (0.0, 0.0)
    scale = min(1.0, _WIDEST_MM / width) if width else 1.0
    ending = _ending(data)
    return Picture(new_id(), item.sha256, ending, round(width * scale, 1), round(height * scale, 1), item.alt or "图片")


def _ending(data: bytes) -> str:
    """The ending of the picture file that ``data`` is, "" for one that is not shown everywhere."""
    return next((ending for mark, ending in _KINDS if data.startswith(mark)), "")


def _bare(run: Run) -> bool:
    return not (run.bold or run.italic or run.underline)


def _office_pictures(html: str, temporary: Path) -> dict[str, tuple[bytes, str]]:
    """The pictures that Word or WPS wrote beside the HTML: files in their own folders under ``temporary``, no others."""
    found: dict[str, tuple[bytes, str]] = {}
    room = _PICTURE_BYTES
    for match in _ADDRESS.finditer(html):
        address = (match[1] or match[2] or "").strip()
        path = _own_file(address, temporary)
        if path is None or address in found:
            continue
        try:
            if path.stat().st_size > room:
                continue
            data = path.read_bytes()
        except OSError:
            continue
        ending = _ending(data)
        if ending:
            found[address] = (data, ending)
            room -= len(data)
    return found


def _own_file(address: str, temporary: Path) -> Path | None:
    """The file that ``address`` names, when it is one of an office program's own temporary ones."""
    if not address.lower().startswith("file:"):
        return None
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        return None  # on another computer
    text = unquote(parts.path)
    text = text[1:] if re.match(r"/[A-Za-z]:", text) else text
    try:
        path, root = Path(text).resolve(), temporary.resolve()
    except OSError:
        return None
    within = path.relative_to(root).parts[:-1] if path.is_relative_to(root) else ()
    return path if any(_OFFICE_FOLDERS.fullmatch(folder) for folder in within) else None

