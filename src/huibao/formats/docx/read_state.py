"""What the reading of one story of a Word file (its body, a footnote, a header) carries along from paragraph to paragraph."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field

from huibao.formats.docx.numbering import Numbering
from huibao.formats.docx.read_package import Parts
from huibao.formats.docx.read_styles import Styles
from huibao.formats.docx.read_xml import A, Element, W
from huibao.model import text as texts
from huibao.model.report import LeftOut
from huibao.model.source import SourceComment, SourcePicture

_DEEPEST_FIELD = 30
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENSION = re.compile(r"[a-z0-9]{1,5}")


@dataclass(slots=True)
class Field:
    """A complex field being read (ECMA-376 Part 1, 17.16.18): its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass(slots=True)
class Story:
    """The state of one story's reading; ``part`` is the part whose relationships count."""

    package: Parts
    part: str
    styles: Styles
    numbering: Numbering
    media: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    notes: dict[str, dict[str, Element]] = field(default_factory=dict)
    noted: dict[str, int] = field(default_factory=dict)
    comments: dict[str, Element] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    waiting: tuple[SourceComment, ...] = ()
    inserted: int = 0
    deleted: int = 0
    formulas: int = 0
    pictures: int = 0
    pictures_from_tables: int = 0
    paragraphs: int = 0
    tables: int = 0
    page_break: bool = False
    _kept: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    _diagrams: dict[str, str] = field(default_factory=dict)

    def leave_out(self, text: str, why: str) -> None:
        """Name text that the report will not hold; blank text needs no name."""
        if text.strip():
            self.left_out.append(LeftOut(text.strip(), why))

    def begin_field(self) -> None:
        """A field begins; fields that are never closed are forgotten from the outside, so that none piles up."""
        self.fields = [*self.fields[-_DEEPEST_FIELD:], Field()]

    def in_instruction(self) -> bool:
        """Whether what comes now is a field's instruction, which Word doesn't show."""
        return any(not one.result for one in self.fields)

    def in_contents(self) -> bool:
        """Whether what comes now is within an automatic table of contents."""
        return any(one.result and one.code.split()[:1] == ["TOC"] for one in self.fields)

    def beside(self, part: str) -> Story:
        """The state for a note's story, which lives in ``part``: it counts by itself and refers to no notes."""
        nothing: dict[str, dict[str, Element]] = {"footnotes": {}, "endnotes": {}}
        return Story(
            self.package,
            part,
            self.styles,
            Numbering(None, self.styles),
            media=self.media,
            notes=nothing,
            comments=self.comments,
            settled=self.settled,
            pictures=self.pictures,
        )

    def take(self, side: Story) -> None:
        """Count in what a note's story left out and met."""
        self.left_out += side.left_out
        self.inserted += side.inserted
        self.deleted += side.deleted
        self.formulas += side.formulas
        self.pictures = side.pictures
        self.waiting += side.waiting

    def comment(self, number: str) -> tuple[Element, SourceComment] | None:
        """The comment with this id, given once: its story, and who wrote it when (Word writes local time, with a Z or not);
        None when there is none."""
        element = self.comments.pop(number, None)
        if element is None:
            return None
        author = texts.single_line(element.get(f"{W}author", "")).strip()
        date = element.get(f"{W}date", "").removesuffix("Z")
        resolved = any(line.get(PARA_ID, "") in self.settled for line in element.iter(f"{W}p"))
        return element, SourceComment("", author, date if _DATE.fullmatch(date) else "", resolved)

    def note(self, kind: str, number: str) -> Element | None:
        """The footnote or endnote (``kind`` is its part: "footnotes", "endnotes") with this id, each given once; None when
        there is none."""
        if kind not in self.notes:
            root = self.package.related(kind)
            found = () if root is None else root.iterfind(f"{W}{kind[:-1]}")
            self.notes[kind] = {note.get(f"{W}id", ""): note for note in found}
        return self.notes[kind].pop(number, None)

    def picture(self, relation: str, width: float, height: float, alt: str) -> SourcePicture | None:
        """The picture behind a relationship id, sizes in mm, its bytes kept; None, and named as left out, without them."""
        found = self.package.relations(self.part).get(relation)
        outside = found is not None and found.external
        kept = None if found is None or outside else self._keep(found.target)
        self.pictures += 1
        if kept is None:
            why = "图片只链接到文件外面，没有存在文件里" if outside else "图片的数据在文件里缺失或已损坏"
            self.leave_out(alt or f"图片{self.pictures}", why)
            return None
        return SourcePicture(*kept, width, height, alt, f"图片{self.pictures}")

    def _keep(self, target: str) -> tuple[str, str] | None:
        """The SHA-256 and the extension of a picture part, read once however often it is shown."""
        if target not in self._kept:
            data = self.package.content(target)
            ending = posixpath.splitext(target)[1][1:].lower()
            name = hashlib.sha256(data).hexdigest() if data else ""
            self._kept[target] = (name, ending if _EXTENSION.fullmatch(ending) else "bin") if data else None
            if data:
                self.media.setdefault(name, data)
        return self._kept[target]

    def diagram(self, relation: str, why: str) -> None:
        """Name the words of a chart or a SmartArt diagram, which live in a part of their own, as left out."""
        found = self.package.relations(self.part).get(relation)
        target = "" if found is None or found.external else found.target
        if target not in self._diagrams:
            self._diagrams[target] = _diagram_words(self.package.xml(target, "diagram") if target else None)
        self.leave_out(self._diagrams[target] or "图形", why)


def _diagram_words(root: Element | None) -> str:
    """The words of a drawing part, one line for each paragraph."""
    if root is None:
        return ""
    lines = ("".join(text.text or "" for text in line.iter(f"{A}t")) for line in root.iter(f"{A}p"))
    return "\n".join(line for line in lines if line.strip())
