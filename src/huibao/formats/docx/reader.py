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
from huibao.model.source import Source

_PAGE_NUMBER = re.compile(r"[\d\s\-—–－―·•.,/|~第页共总iIvVxX]*")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
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
    Footnotes and endnotes stand behind the paragraph that refers to them, with the mark 〔注1〕, comments go with theirs.
    Headers, an automatic table of contents and hidden text are left out by name. Macros and links
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
    _take_comments(story)
    comments = len(story.comments)
    try:
        items = Blocks(story, tuple(val(section, "type", "nextPage") for section in sections)).read(body)
        _leave_out_comments(story)
        _leave_out_margins(story, sections)
    except RecursionError as error:
        raise InputError(TOO_COMPLEX) from error
    return Source(tuple(items), tuple(story.left_out), tuple(_notes(story, comments)), story.media, kind)


def _story_words(element: Element, story: Story, part: str) -> str:
    """The words of a side story; what it leaves out itself counts as part of it."""
    side = Story(story.package, part, story.styles, Numbering(None, story.styles))
    lines = [words(Blocks(side).read(element, "旁文")), *(left.text for left in side.left_out)]
    return "\n".join(line for line in lines if line)


def _take_comments(story: Story) -> None:
    root, more = story.package.related("comments"), story.package.related("commentsExtended")
    for comment in () if root is None else root.iterfind(f"{W}comment"):
        story.comments.setdefault(comment.get(f"{W}id", ""), comment)
    done = () if more is None else (one for one in more if one.get(f"{_W15}done", "0") in ("1", "true"))
    story.settled = frozenset(one.get(f"{_W15}paraId", "") for one in done) - {""}


def _leave_out_comments(story: Story) -> None:
    """Those that stand nowhere."""
    for remark in story.waiting:
        story.leave_out(remark.text, _comment_why(remark.author))
    for number in tuple(story.comments):
        found = story.comment(number)
        if found is not None:
            element, remark = found
            story.leave_out(_story_words(element, story, story.package.main), _comment_why(remark.author))


def _comment_why(author: str) -> str:
    return f"批注（{author}），不在正文的任何一处" if author else "批注，不在正文的任何一处"


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
        yield f"原文有 {comments} 条批注，带入以后仍是批注，不会打印出来。"
    if story.formulas:
        yield f"原文有 {story.formulas} 个公式，只带入了其中的文字。"
    if story.pictures_from_tables:
        yield f"表格里的 {story.pictures_from_tables} 张图片移到了表格后面。"
    names = dict.fromkeys(_PARTS.get(kind, "") for kind in story.package.damaged)
    damaged = "、".join(name for name in names if name)
    if damaged:
        yield f"文件的{damaged}部分已损坏，没有读入；请对照原文检查。"
