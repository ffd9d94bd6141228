"""Lines of the matter around the sections, each known by its own words: dates, names, salutations, closings, attachments."""

from __future__ import annotations

import re

from huibao.recognise.evidence import STOPS, Line
from huibao.recognise.vocabulary import vocabulary

_N = r"[\d〇○Ｏ零一二三四五六七八九十×xX*＊_＿]"
_DATE = rf"(?:{_N}{{2,4}}\s*年\s*{_N}{{0,3}}\s*月(?:\s*{_N}{{0,3}}\s*[日号])?|\d{{4}}\s*[./．\-—]\s*\d{{1,2}}(?:\s*[./．\-—]\s*\d{{1,2}})?)"
_WHOLE_DATE = re.compile(rf"[（(\[]?\s*{_DATE}\s*[）)\]]?[。.]?")
_ENDING_DATE = re.compile(rf"[^。，；：:、]{{2,30}}[\s\u3000]+{_DATE}")
_PERSON = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff·]){1,3}")
_SEAL = re.compile(r"\s*[（(](?:公?章|盖章|签章|签字|印章)[）)]$")
_BRACKETED = re.compile(r"[（(].+[）)]")
_NUMBERED = r"(?:\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d)))?"
_ATTACHED = re.compile(
    rf"(?:附\s*件{_NUMBERED}|附\s*表{_NUMBERED}|附)\s*(?:[:：]|(?=\s)|$)\s*|附\s*件\s*\d{{1,2}}[.．、]\s*"
)
_PAGE_LABEL = re.compile(rf"(?:附\s*件|附\s*表){_NUMBERED}\s*[:：]?")
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z×]{1,12}\s*[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d+\s*号")


def has_date(text: str) -> bool:
    """Whether ``text`` is a date and nothing else, a word such as 时间： before it and brackets allowed."""
    said = vocabulary().dated.match(text)
    return bool(_WHOLE_DATE.fullmatch(text[said.end() :] if said else text))


def signed_and_dated(text: str) -> bool:
    """Whether ``text`` is a name and a date on one line."""
    return len(text) <= 50 and bool(_ENDING_DATE.fullmatch(text))


def names_signer(text: str) -> bool:
    """Whether ``text`` says who signs: 汇报人：…"""
    return len(text) <= 40 and bool(vocabulary().signer.match(text)) and text[-1:] not in STOPS


def is_person(text: str) -> bool:
    """Whether ``text`` may be a person's name: two to four Han characters, none of the words that headings are made of."""
    words = vocabulary()
    bare = "".join(text.split())
    return bool(_PERSON.fullmatch(text)) and len(bare) <= 4 and not any(word in bare for word in words.topical)


def names_post(text: str) -> bool:
    """Whether ``text`` is a post, or a post with its holder's name: 某某社区党支部书记　张三."""
    found = vocabulary().post.search(text)
    return bool(found) and len(text) <= 30 and text[-1:] not in STOPS


def is_organisation(text: str) -> bool:
    """Whether ``text`` ends as the name of an office does."""
    bare = _SEAL.sub("", text).rstrip("）)")
    return 2 <= len(text) <= 40 and text[-1:] not in STOPS and bare.endswith(vocabulary().organisations)


def names_somebody(text: str) -> bool:
    """Whether ``text``, under a title, says whose document this is: a name, a post, an office, 汇报人：…"""
    named = names_signer(text) or names_post(text) or is_person(text)
    return named or (is_organisation(text) and len(text) <= 25)


def is_contact(text: str) -> bool:
    """Whether ``text`` names whom to ask: 联系人：…, 联系电话：…"""
    return len(text) <= 60 and bool(vocabulary().contact.match(text))


def is_note(text: str) -> bool:
    """Whether ``text`` stands in brackets as a whole (附注)."""
    return bool(_BRACKETED.fullmatch(text)) and not has_date(text)


def is_document_number(text: str) -> bool:
    """Whether ``text`` is a document's number: 某政发〔2023〕5号."""
    return bool(_DOC_NUMBER.fullmatch(text))


def closes(text: str) -> bool:
    """Whether ``text`` is surely a closing: 特此报告。"""
    found = vocabulary().closing.search(text)
    return bool(found) and (found.start() <= 12 or len(text) <= 60) and len(text) <= 160 if found else False


def may_close(text: str) -> bool:
    """Whether ``text``, standing last, begins as closings do: 总之，…"""
    return text.startswith(vocabulary().closing_openers)


def attachment_head(text: str) -> int:
    """How many characters of ``text`` are 附件 with its number and colon; 0 when it begins otherwise."""
    found = _ATTACHED.match(text)
    return found.end() if found else 0


def is_page_label(text: str) -> bool:
    """Whether ``text`` is 附件, 附件1 … and nothing more."""
    return bool(_PAGE_LABEL.fullmatch(text))


def names_attachment(text: str) -> bool:
    """Whether ``text`` reads as the name of something attached: 申请表, 统计表, 实施方案."""
    return len(text) <= 60 and text[-1:] not in STOPS and text.rstrip("）)》").endswith(vocabulary().attached)


def addresses(line: Line) -> float:
    """Points for ``line`` being a recipient or salutation: it ends in a colon, and the words before speak to someone."""
    words = vocabulary()
    text = line.text
    if not line.colon or line.label or len(text) > 100 or "。" in text:
        return -3.0
    bare = text.rstrip("：: ")
    points = 1.0 if any(word in bare for word in words.addressed if len(word) > 1) else -0.5
    points += 0.7 if bare.endswith((*words.addressed, *words.organisations)) else 0.0
    points += 1.5 if bare.startswith(("各", "尊敬", "敬爱", "亲爱", "同志", "领导")) else 0.0
    return points - (1.0 if any(word in bare for word in words.topical) else 0.0)


def ends_as_document(text: str) -> bool:
    """Whether ``text`` ends in the name of a kind of document, brackets and 《》 aside: …工作总结, …的报告（送审稿）."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", text).rstrip("》〉 ")
    return bare.endswith(vocabulary().documents)


def navigates(text: str) -> bool:
    """Whether ``text`` is a web page's navigation."""
    return len(text) <= 120 and bool(vocabulary().navigation.search(text))
