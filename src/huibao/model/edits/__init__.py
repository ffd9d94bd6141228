"""The closed set of edits. An edit is a value; ``apply(report)`` gives the next report and shares what did not change.

Every edit has ``name`` (Chinese, for the undo menu), ``target`` (the id to show and focus afterwards) and ``merge_key``
(typing with one key coalesces into one undo step; None never does). An edit that can't be done raises EditError and
changes nothing. Structural edits renumber the list they touch, keep ids unique and drop links that point nowhere.
Edits that change the structure around a text (promote, split …) are in ``model.structure``.
"""

from huibao.model.edits.base import Edit, Several
from huibao.model.edits.commenting import AddComment, ChangeComment, RemoveComment, Resolve
from huibao.model.edits.fields import AddStatus, Link, RemoveStatus, SetDetail, SetField
from huibao.model.edits.laws import linked
from huibao.model.edits.placing import Insert, Move, Place, Remove, ReplaceBlocks
from huibao.model.edits.together import MoveAll, RemoveAll
from huibao.model.edits.whole import SetLimit, SetReport, SetSection, UnifyNumbering
from huibao.model.edits.wording import ReplaceBlock, SetHeading, SetHeadline, SetPartWording, SetText

__all__ = [
    "AddComment",
    "AddStatus",
    "ChangeComment",
    "Edit",
    "Insert",
    "Link",
    "Move",
    "MoveAll",
    "Place",
    "Remove",
    "RemoveAll",
    "RemoveComment",
    "RemoveStatus",
    "ReplaceBlock",
    "ReplaceBlocks",
    "Resolve",
    "SetDetail",
    "SetField",
    "SetHeading",
    "SetHeadline",
    "SetLimit",
    "SetPartWording",
    "SetReport",
    "SetSection",
    "SetText",
    "Several",
    "UnifyNumbering",
    "linked",
]
