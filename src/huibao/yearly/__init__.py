"""A report over the years: rolled forward, held beside last year's, problems traced to measures, ledger."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from huibao.yearly.pairing import overrides
from huibao.yearly.passages import Passage, passages
from huibao.yearly.sentences import sentences

if TYPE_CHECKING:
    from huibao.yearly.accounting import Account, Recount, account
    from huibao.yearly.attaching import attach, attachment_of, sheet_of, tables_of
    from huibao.yearly.collecting import Sheets, Unread, collect, unit_of
    from huibao.yearly.comparing import Compared, Comparison, Marks, Match, Shares, compare, marks, shares_of
    from huibao.yearly.dates import year_of
    from huibao.yearly.deadlines import deadline_end
    from huibao.yearly.differing import Piece, differences
    from huibao.yearly.ledger import lists
    from huibao.yearly.over_years import STATES, Line, YearOf, history, history_sheet
    from huibao.yearly.plan import PROBLEM_FATES, SECTION_FATES, Plan, ProblemFate, SectionFate
    from huibao.yearly.proposals import KINDS, Proposal, accept, accepted_and_noted, decide, decided
    from huibao.yearly.reading_back import FilledIn, Update, filled_in, update
    from huibao.yearly.rolling import Changed, Rolled, RollForward, changes, roll
    from huibao.yearly.staleness import stale
    from huibao.yearly.tracing import REMARKS, Matrix, Remark, Traced, confirm, is_recurring, link, trace

__all__ = [
    "KINDS",
    "PROBLEM_FATES",
    "REMARKS",
    "SECTION_FATES",
    "STATES",
    "Account",
    "Changed",
    "Compared",
    "Comparison",
    "FilledIn",
    "Line",
    "Marks",
    "Match",
    "Matrix",
    "Passage",
    "Piece",
    "Plan",
    "ProblemFate",
    "Proposal",
    "Recount",
    "Remark",
    "RollForward",
    "Rolled",
    "SectionFate",
    "Shares",
    "Sheets",
    "Traced",
    "Unread",
    "Update",
    "YearOf",
    "accept",
    "accepted_and_noted",
    "account",
    "attach",
    "attachment_of",
    "changes",
    "collect",
    "compare",
    "confirm",
    "deadline_end",
    "decide",
    "decided",
    "differences",
    "filled_in",
    "history",
    "history_sheet",
    "is_recurring",
    "link",
    "lists",
    "marks",
    "overrides",
    "passages",
    "roll",
    "sentences",
    "shares_of",
    "sheet_of",
    "stale",
    "tables_of",
    "trace",
    "unit_of",
    "update",
    "year_of",
]

# Where each other name lives. A room is loaded when something of it is first asked for: the window needs few of them to start.
# No room may have the name of something in it: the room itself would be found.
_ROOMS = {
    "accounting": "Account Recount account",
    "attaching": "attach attachment_of sheet_of tables_of",
    "collecting": "Sheets Unread collect unit_of",
    "comparing": "Compared Comparison Marks Match Shares compare marks shares_of",
    "dates": "year_of",
    "deadlines": "deadline_end",
    "differing": "Piece differences",
    "reading_back": "FilledIn Update filled_in update",
    "over_years": "STATES Line YearOf history history_sheet",
    "ledger": "lists",
    "plan": "PROBLEM_FATES SECTION_FATES Plan ProblemFate SectionFate",
    "proposals": "KINDS Proposal accept accepted_and_noted decide decided",
    "rolling": "Changed Rolled RollForward changes roll",
    "staleness": "stale",
    "tracing": "REMARKS Matrix Remark Traced confirm is_recurring link trace",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(name)
    return getattr(import_module(f"huibao.yearly.{_ROOM_OF[name]}"), name)
