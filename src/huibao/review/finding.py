"""What a review says: one finding, about one node, in words for the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from huibao.model.report import Id

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is the rule's name; ``text`` says what is wrong, ``fix`` what to do about it ("": plain from the text), both
    in Chinese. ``node`` is what to show: a part, section, group, entry or paragraph, or the report itself for something
    that is not there. ``where`` is its place as printed ("二、（一）2.", "导语")."""

    rule: str
    severity: Severity
    text: str
    node: Id
    where: str = ""
    fix: str = ""
