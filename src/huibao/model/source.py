"""What readers yield: the paragraphs of a received file, in order, with their evidence; the recogniser reads only this."""

from __future__ import annotations

from dataclasses import dataclass, field

from huibao.model.report import Align, LeftOut, Runs, plain


@dataclass(frozen=True, slots=True)
class SourceComment:
    """A remark (批注) on a paragraph, or on the words ``quote`` of it; fields as those of ``report.Comment``."""

    text: str
    author: str = ""
    date: str = ""
    resolved: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One visible line of a file (a Word paragraph, split at manual line breaks; a line of text).

    ``runs`` hold the text without an automatic number; ``label`` is the automatic number as a reader sees it ("一、"), gap
    not included, with ``list_level`` its level in Word's list (0-based; -1: none) and ``list_id`` the list it counts in.
    ``outline_level`` 1–9 from a heading style or the paragraph (0: body text), ``style`` its style's name. ``size_pt`` the
    prevailing font size (0: unknown), ``bold`` when all its text is, ``font`` the prevailing East Asian font. ``indent``
    is how far its first line stands in, in characters (leading blanks included), ``continues`` True for a line that a
    manual line break parted from the one before. ``where`` says where it stood, for messages ("第3段"). ``mark``: the
    bookmark that names the node of a report which it was printed from ("": none). ``aside``: a footnote or endnote, set
    behind the paragraph that refers to it. ``comments`` are readers' remarks on it.
    """

    runs: Runs = ()
    label: str = ""
    list_level: int = -1
    list_id: str = ""
    outline_level: int = 0
    style: str = ""
    size_pt: float = 0.0
    bold: bool = False
    font: str = ""
    align: Align = ""
    indent: float = 0.0
    page_break_before: bool = False
    continues: bool = False
    where: str = ""
    mark: str = ""
    aside: bool = False
    comments: tuple[SourceComment, ...] = ()

    @property
    def text(self) -> str:
        """The bare text without the automatic number."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A shown cell; merged cells are one with spans."""

    paragraphs: tuple[SourceParagraph, ...]
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table; ``widths`` relative column widths, ``header_rows`` how many first rows repeat, ``mark`` as a paragraph's."""

    rows: tuple[tuple[SourceCell, ...], ...]
    widths: tuple[float, ...] = ()
    header_rows: int = 0
    where: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture; bytes are in ``Source.media`` under its SHA-256. Sizes in mm, 0 when unknown; ``mark`` as a paragraph's."""

    sha256: str
    extension: str
    width_mm: float = 0.0
    height_mm: float = 0.0
    alt: str = ""
    where: str = ""
    mark: str = ""


SourceItem = SourceParagraph | SourceTable | SourcePicture


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its items in order, what the reader itself left out, notes for the user, media by SHA-256."""

    items: tuple[SourceItem, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    media: dict[str, bytes] = field(default_factory=dict)
    kind: str = "txt"
