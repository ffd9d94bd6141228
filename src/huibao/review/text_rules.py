"""What any report should not say or print, whatever its template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huibao.review.finding import Finding
from huibao.review.survey import Spot, Survey

# 报告不得夹带请示事项: 党政机关公文处理工作条例 (2012), 第十五条（四）.
_REQUEST = re.compile(
    "妥否|当否(?![则认定])|是否[妥当]当?|特此请示|请批示|请批复|请批准|请审批|请审定|请予批|请予审批|盼复|请复|请指示|请答复"
)
_JUNK = re.compile(r"[#＃]{2,}\s*[A-Za-z]{3,20}\s*[#＃]{2,}")
_BLANK = re.compile(
    "【[^】]{0,20}】|[×xXＸ✕]{2,}(?=社区|街道|单位|同志|村|乡|镇|县|市|区|局|办|年|月|日|人|户)|[某]{2}"
)
_BLANK_SIGNS = ("【", "XX", "xx", "××", "ＸＸ", "✕✕", "某某")
_TEMPLATE_BLANK = re.compile("【[^】]*】")
_BLANK_WORDS = re.compile(
    "名称|单位|社区|姓名|职务|年份|日期|填写|请|时间|地点|数量|比例|期限|面积|金额|责任人"
)
_SENTENCE_ENDS = "。！？；：\u2028 　"


def report_empty(survey: Survey) -> Iterator[Finding]:
    """There is not one word."""
    if not survey.all_text.strip():
        yield Finding(
            "report-empty", "error", "报告还是空的。", survey.report.id, "", "从标题写起，或打开去年的报告来改"
        )


def untitled(survey: Survey) -> Iterator[Finding]:
    """Words, but no title. Where the template asks for a title, its own rule says so."""
    known = survey.template.field("front", "title") if survey.template else None
    if not (known and known.required) and survey.all_text.strip() and not survey.report.title.strip():
        yield Finding("untitled", "error", "报告没有标题。", survey.report.id, "标题", "写上标题")


def request_in_closing(survey: Survey) -> Iterator[Finding]:
    """The end asks for a decision, which belongs in a 请示."""
    ends = {block.id for part in survey.report.end if part.field in ("closing", "body") for block in part.blocks}
    for spot in survey.spots:
        found = _REQUEST.search(spot.text) if spot.node in ends else None
        if found:
            text = f"报告里不能夹带请示，“{found[0]}”是请示的用语。"
            yield Finding(
                "request-in-closing", "warning", text, spot.node, spot.where, "改成“特此报告。”，请示另行行文"
            )


def heading_colon(survey: Survey) -> Iterator[Finding]:
    """A heading on a line of its own ends in a colon."""
    for item in survey.headed:
        heading = item.heading
        ends = heading.headline_end or heading.text[-1:]
        if ends in ("：", ":") and not heading.run_in:
            text = f"标题“{heading.text.rstrip('：:')}”末尾不用冒号。"
            yield Finding("heading-colon", "hint", text, item.node.id, item.where, "去掉标题末尾的冒号")


def junk(survey: Survey) -> Iterator[Finding]:
    """Tags of document sites that came along with copied text."""
    if "##" not in survey.all_text and "＃＃" not in survey.all_text:
        return
    for spot in survey.spots:
        for found in _JUNK.findall(spot.text):
            text = f"“{found}”是从网上复制文字时带进来的标记。"
            yield Finding("junk", "error", text, spot.node, spot.where, f"删去“{found}”")


def blank_left(survey: Survey) -> Iterator[Finding]:
    """Words that were to be filled in: 【单位名称】, XX社区."""
    if not any(sign in survey.all_text for sign in _BLANK_SIGNS):
        return
    template = survey.template
    known = set(_TEMPLATE_BLANK.findall(template.title)) if template else set()
    for spot in survey.spots:
        said = {match[0]: None for match in _BLANK.finditer(spot.text) if match[0] in known or _is_blank(match)}
        for found in said:
            shown = _with_next(spot, found)
            yield Finding(
                "blank-left", "warning", f"“{shown}”还没有换成实际内容。", spot.node, spot.where, f"改写“{shown}”"
            )


def _is_blank(found: re.Match[str]) -> bool:
    """Whether what was found is to be filled in. 【…】 is also how a list names its items (【案例】): of words that are
    none of a blank's, only what stands within a sentence is one. 【2024】 is the number of a document."""
    words = found[0]
    if not words.startswith("【") or _BLANK_WORDS.search(words):
        return True
    within = found.start() > 0 and found.string[found.start() - 1] not in _SENTENCE_ENDS
    return within and not words.strip("【】").isdecimal()


def _with_next(spot: Spot, found: str) -> str:
    """A blank with the words after it that make it plain: XX is shown as XX社区."""
    if found.startswith("【"):
        return found
    at = spot.text.index(found) + len(found)
    return found + spot.text[at : at + 2]


RULES = (report_empty, untitled, request_in_closing, heading_colon, junk, blank_left)
