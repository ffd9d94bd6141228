"""What is to become of each part of last year's report when this year's is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from huibao.model.report import Id

SectionFate = Literal["keep", "rewrite", "clear"]
ProblemFate = Literal["stays", "solved", "dropped"]
YearPlace = Literal["title", "lead", "date", "plan"]
SECTION_FATES: dict[SectionFate, str] = {"keep": "沿用", "rewrite": "改写", "clear": "清空"}
PROBLEM_FATES: dict[ProblemFate, str] = {"stays": "仍存在", "solved": "已解决", "dropped": "不再适用"}
# Keys of changes: a measure's outcome (with its id), an earlier account (with its group's id), the account's sentences, the
# year that problems are first told of.
OUTCOME, TOLD, ACCOUNT, FIRST_YEAR = "outcome:", "told:", "account", "first_year"
ALL_YEARS: tuple[YearPlace, ...] = ("title", "lead", "date", "plan")


@dataclass(frozen=True)
class Plan:
    """Choices by the ids of last year's report; what is not named is kept as it is (沿用, 仍存在, nothing said of a measure).

    ``sections``: 沿用 keeps the words; 改写 keeps them too, and each paragraph is listed until it was changed; 清空 keeps the
    headings and takes the words and entries away. ``problems``: a problem named here is accounted for in 上年度问题整改情况;
    one that is 仍存在 by name stays even where its section is cleared, and one that had been settled comes back.
    ``outcomes`` of measures (one of ``OUTCOMES``) are dated as ``dates`` says of each, else ``date`` (ISO or ""), with
    ``notes`` in the writer's words; notes and dates of problems go with what the fate says of them.
    ``years``: where the year is changed at once; "plan" are headings that name the next year. ``unticked``: keys of changes
    (``Changed.key``) that are not to be made.
    """

    sections: Mapping[Id, SectionFate] = field(default_factory=dict)
    problems: Mapping[Id, ProblemFate] = field(default_factory=dict)
    outcomes: Mapping[Id, str] = field(default_factory=dict)
    notes: Mapping[Id, str] = field(default_factory=dict)
    dates: Mapping[Id, str] = field(default_factory=dict)
    date: str = ""
    years: tuple[YearPlace, ...] = ALL_YEARS
    unticked: frozenset[str] = frozenset()

    @property
    def fates(self) -> dict[Id, ProblemFate]:
        """``problems`` without those whose change is unticked."""
        return {node: fate for node, fate in self.problems.items() if f"problem:{node}" not in self.unticked}
