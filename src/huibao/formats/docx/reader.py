"""Reading a Word file: its body in order with the evidence the recogniser weighs, and by name whatever is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huibao.errors import InputError
from huibao.formats.docx.numbering import Numbering
from huibao.formats.docx.read_body import Blocks, words
from huibao.formats.docx.read_package import FlatPackage, Package, Parts
from huibao.formats.docx.read_state import Story
from huibao.formats.docx.read_styles import Styles
from huibao.formats.docx.read_xml import BROKEN, TOO_COMPLEX, Element, R, W, val
from huibao.model import text as texts
from huibao.model.source import Source

_PAGE_NUMBER = re.compile(r"[\d\s\-—–－―·•.,/|~第页共总iIvVxX]*")
_PARTS = {
    "styles": "样式",
    "numbering": "自动编号",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "header": "页眉",
    "footer": "页脚",
    "relationships": "图片等的对应关系",
}


def read_docx(data: bytes) -> Source:
    """The content of a .docx as source items.

    Inserted revisions are accepted, deleted ones dropped, and a note says how many. Automatic numbers become labels.
    Footnotes and endnotes stand behind the paragraph that refers to them, with the mark 〔注1〕. Comments, headers, an
    automatic table of contents and hidden text are left out by name. Macros and links
    to the outside are never followed. Raises InputError for a damaged file, one over the limits of
    ``formats.package.open_package``, or one without a document part.
    """
    return read_parts(Package(data), "docx")


def read_flat(data: bytes) -> Source:
    """The content of a Word document saved as one XML file, as ``read_docx``."""
    return read_parts(FlatPackage(data), "flat")


def read_parts(package: Parts, kind: str) -> Source:
    """The content of the parts of a Word document, wherever they come from; ``kind`` is the source's."""
    root = package.document()
    body = root.find(f"{W}body")
    if body is None:
        raise InputError(BROKEN)
    styles = Styles(package.related("styles"), package.related("theme"))
    story = Story(package, package.main, styles, Numbering(package.related("numbering"), styles))
    sections = list(body.iter(f"{W}sectPr"))
    try:
        items = Blocks(story, tuple(val(section, "type", "nextPage") for section in sections)).read(body)
        comments = _leave_out_comments(story)
        _leave_out_margins(story, sections)
    except RecursionError as error:
        raise InputError(TOO_COMPLEX) from error
    return Source(tuple(items), tuple(story.left_out), tuple(_notes(story, comments)), story.media, kind)


def _story_words(element: Element, story: Story, part: str) -> str:
    """The words of a side story; what it leaves out itself counts as part of it."""
    side = Story(story.package, part, story.styles, Numbering(None, story.styles))
    lines = [words(Blocks(side).read(element, "旁文")), *(left.text for left in side.left_out)]
    return "\n".join(line for line in lines if line)


def _leave_out_comments(story: Story) -> int:
    root = story.package.related("comments")
    comments = [] if root is None else root.findall(f"{W}comment")
    for comment in comments:
        author = texts.single_line(comment.get(f"{W}author", "")).strip()
        story.leave_out(_story_words(comment, story, story.package.main), f"批注（{author}）" if author else "批注")
    return len(comments)


def _leave_out_margins(story: Story, sections: list[Element]) -> None:
    """Headers and footers that say more than the page number, each wording once."""
    relations = story.package.relations(story.package.main)
    said: set[str] = set()
    for kind, name in (("header", "页眉"), ("footer", "页脚")):
        references = [found for section in sections for found in section.iterfind(f"{W}{kind}Reference")]
        known = (relations.get(reference.get(f"{R}id", "")) for reference in references)
        for target in dict.fromkeys(relation.target for relation in known if relation and not relation.external):
            root = story.package.xml(target, kind)
            text = "" if root is None else _story_words(root, story, target)
            if text not in said and not _PAGE_NUMBER.fullmatch(text):
                story.leave_out(text, name)
            said.add(text)


def _notes(story: Story, comments: int) -> Iterator[str]:
    if story.inserted or story.deleted:
        yield f"原文有修订痕迹（插入 {story.inserted} 处，删除 {story.deleted} 处），已按“接受所有修订”读入。"
    notes = sum(story.noted.values())
    if notes:
        yield f"原文有 {notes} 条脚注或尾注，放在了各自所在段落的后面。"
    if comments:
        yield f"原文有 {comments} 条批注，没有带入正文。"
    if story.formulas:
        yield f"原文有 {story.formulas} 个公式，只带入了其中的文字。"
    if story.pictures_from_tables:
        yield f"表格里的 {story.pictures_from_tables} 张图片移到了表格后面。"
    names = dict.fromkeys(_PARTS.get(kind, "") for kind in story.package.damaged)
    damaged = "、".join(name for name in names if name)
    if damaged:
        yield f"文件的{damaged}部分已损坏，没有读入；请对照原文检查。"
