"""Edits of structure that keep the text in print order: promote, demote, split, join, heading ⇄ paragraph."""

from huibao.model.structure.cutting import cut
from huibao.model.structure.entries import MergeEntry, SplitEntry
from huibao.model.structure.headings import MakeBody, MakeHeading
from huibao.model.structure.levels import Demote, Promote

__all__ = ["Demote", "MakeBody", "MakeHeading", "MergeEntry", "Promote", "SplitEntry", "cut"]
