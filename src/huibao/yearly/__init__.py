"""A report over the years: rolled forward, held beside last year's, problems traced to measures, ledger."""

from huibao.yearly.account import Account, Recount, account
from huibao.yearly.comparing import Compared, Comparison, Match, Shares, compare, shares_of
from huibao.yearly.dates import year_of
from huibao.yearly.differing import Piece, differences
from huibao.yearly.passages import Passage, passages
from huibao.yearly.plan import PROBLEM_FATES, SECTION_FATES, Plan, ProblemFate, SectionFate
from huibao.yearly.proposals import KINDS, Proposal, accept, accepted_and_noted, decide, decided
from huibao.yearly.rolling import Changed, Rolled, RollForward, changes, roll
from huibao.yearly.sentences import sentences
from huibao.yearly.staleness import stale

__all__ = [
    "KINDS",
    "PROBLEM_FATES",
    "SECTION_FATES",
    "Account",
    "Changed",
    "Compared",
    "Comparison",
    "Match",
    "Passage",
    "Piece",
    "Plan",
    "ProblemFate",
    "Proposal",
    "Recount",
    "RollForward",
    "Rolled",
    "SectionFate",
    "Shares",
    "accept",
    "accepted_and_noted",
    "account",
    "changes",
    "compare",
    "decide",
    "decided",
    "differences",
    "passages",
    "roll",
    "sentences",
    "shares_of",
    "stale",
    "year_of",
]
