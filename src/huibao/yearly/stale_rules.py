"""What in a sentence speaks of last year as of this year: a rule for each kind, which only ever proposes.

History is respected: a year that was past already when last year's report was written stays, and so does an event that is
told of as past. All years here: ``base`` is the year that the words were written for, ``year`` the one they are held against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from huibao.model.years import YearWords
from huibao.yearly.dates import YearMention, figures, year_mentions
from huibao.yearly.proposals import Kind
from huibao.yearly.stale_words import Words, spots, words_of

_DEADLINE_AFTER = re.compile(r"\s*[年月日号]?\s*(?:底|末|初|中旬|上旬|下旬)?\s*(?:以前|之前|前|截止|为止)")
_SINCE = re.compile(r"\s*(?:以)?起(?!草)|\s*(?:版|修订|修正|印发|出台|施行|颁布)")
_DAY = re.compile(r"(?<![\d年.])\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_QUOTED_NUMBER = re.compile(r"[〔［\[]\s*$")


class Found(NamedTuple):
    """A stale word at ``start``–``end`` of the text that its sentence stands in; ``new`` "" asks for a check alone."""

    kind: Kind
    start: int
    end: int
    new: str
    why: str


@dataclass(frozen=True)
class Sentence:
    """A sentence at ``start``–``end`` of ``text``, and where it stands.

    ``carried(start, end)``: whether these characters of the text are last year's; ``unchanged``: whether the whole sentence
    is. ``role`` and ``headed`` (the sentence is a heading's own words) as in a manuscript; ``measures``: in a measure.
    """

    text: str
    start: int
    end: int
    carried: Callable[[int, int], bool]
    unchanged: bool
    role: str = "body"
    headed: bool = False
    measures: bool = False

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Rules:
    """The rules for words of ``base`` held against ``year``."""

    vocabulary: YearWords
    base: int
    year: int
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", words_of(self.vocabulary))

    def stale(self, sentence: Sentence) -> Iterator[Found]:
        """All that is stale in ``sentence``, of what overlaps only the first rule's finding; offsets are of its text."""
        taken: list[tuple[int, int]] = []
        mentions = year_mentions(sentence.words)
        for rule in (self._events, self._years, self._ordinals, self._days, self._relative, self._counts, self._names):
            for found in rule(sentence, mentions):
                start, end = found.start, found.end
                if start < end and not any(start < stop and begin < end for begin, stop in taken):
                    taken.append((start, end))
                    yield found._replace(start=start + sentence.start, end=end + sentence.start)

    def _events(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        text = sentence.words
        if not self.words.any_event.search(text):
            return
        found: list[Found] = []
        for event, pattern in self.words.events:
            if not event.end or event.end >= self.year:
                continue
            for start, end in spots(pattern, text):
                if not self._is_past(text, start, end) and not _named_in(
                    mentions, event.start, min(event.end, self.base - 1)
                ):
                    following = self.vocabulary.follower(event, self.year)
                    why = f"“{event.name}”是 {event.end} 年以前的提法"
                    why += (
                        f"，{self.year} 年是“{following.name}”。"
                        if following
                        else f"，{self.year} 年要不要保留请核对。"
                    )
                    found.append(Found(event.kind, start, end, following.text if following else "", why))
        yield from sorted(found, key=lambda one: one.start - one.end)

    def _is_past(self, text: str, start: int, end: int) -> bool:
        words = self.words
        return bool(
            words.past_before.search(text[:start]) or words.past_after.match(text[end:]) or words.past.search(text)
        )

    def _years(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        for mention in mentions:
            if not sentence.carried(sentence.start + mention.start, sentence.start + mention.end):
                continue
            found = self._range(mention) if mention.first else self._year(sentence, mention)
            if found:
                yield found

    def _range(self, mention: YearMention) -> Found | None:
        if mention.year != self.base:
            return None
        return Found("year", mention.start, mention.end, "", "起止年份到上一个报告年度为止，请核对。")

    def _year(self, sentence: Sentence, mention: YearMention) -> Found | None:
        text, by = sentence.words, self.year - self.base
        after = text[mention.end :]
        if _SINCE.match(after) or _QUOTED_NUMBER.search(text[: mention.start]):
            return None
        deadline = bool(_DEADLINE_AFTER.match(after)) or after[:1] == "前"
        new = figures(mention.year + by, text[mention.at : mention.stop]) + text[mention.stop : mention.end]
        kind: Kind = "deadline" if deadline else "date" if mention.months else "year"
        if mention.year == self.base:
            return Found(kind, mention.start, mention.end, new, f"{mention.year} 年是上一个报告年度。")
        if mention.year == self.base + 1 <= self.year:
            return Found(kind, mention.start, mention.end, new, "上年报告里的“下一年”，今年应顺延。")
        if self.base < mention.year <= self.year:
            return Found(kind, mention.start, mention.end, "", f"{mention.year} 年已经过去或正是今年，请核对。")
        if mention.year == self.base - 1 and self.words.compared.search(text[: mention.start]):
            return Found(kind, mention.start, mention.end, new, "与上一年相比的说法，年份要跟着变。")
        if deadline and sentence.measures and mention.year < self.base:
            return Found("deadline", mention.start, mention.end, "", "这个时限早已过去，请核对。")
        return None

    def _ordinals(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        text = sentence.words
        for start, end in spots(self.words.ordinals, text):
            if sentence.carried(sentence.start + start, sentence.start + end) and not self._tells_history(
                text, start, end, mentions
            ):
                yield Found("meeting", start, end, "", "会议的届次、次数同上年一样，请核对。")

    def _days(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        text = sentence.words
        if not sentence.unchanged or _named_before(mentions, self.base) or self.words.every.search(text):
            return
        for start, end in spots(_DAY, text):
            yield Found("date", start, end, "", "月、日同上年一样，请核对。")

    def _relative(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        if not sentence.unchanged or sentence.headed or sentence.role in ("title", "date"):
            return
        for start, end in spots(self.words.relative, sentence.words):
            yield Found("relative", start, end, "", f"这句话写在 {self.base} 年的报告里，说的是那时的事，请核对。")

    def _counts(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        if _named_before(mentions, self.base) or sentence.role in ("title", "date"):
            return
        for start, end in spots(self.words.counts, sentence.words):
            if sentence.carried(sentence.start + start, sentence.start + end):
                yield Found("number", start, end, "", "数字同上年一样，请核对。")

    def _names(self, sentence: Sentence, mentions: tuple[YearMention, ...]) -> Iterator[Found]:
        text = sentence.words
        for pattern in self.words.names:
            for match in pattern.finditer(text):
                start, end = match.span("name")
                if sentence.carried(sentence.start + start, sentence.start + end):
                    yield Found("name", start, end, "", "人员、职务可能有变动，请核对。")

    def _tells_history(self, text: str, start: int, end: int, mentions: tuple[YearMention, ...]) -> bool:
        return self._is_past(text, start, end) or _named_before(mentions, self.base)


def _named_in(mentions: tuple[YearMention, ...], start: int, end: int) -> bool:
    """Whether a year from ``start`` to ``end`` is named: what happened then is told of."""
    return any(start <= mention.year <= end for mention in mentions)


def _named_before(mentions: tuple[YearMention, ...], base: int) -> bool:
    return any(mention.year < base for mention in mentions)
