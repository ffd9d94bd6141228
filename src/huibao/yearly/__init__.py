"""A report over the years: rolled forward, held beside last year's, problems traced to measures, ledger."""

from huibao.yearly.comparing import Compared, Comparison, Match, Shares, compare, shares_of
from huibao.yearly.dates import year_of
from huibao.yearly.differing import Piece, differences
from huibao.yearly.passages import Passage, passages
from huibao.yearly.proposals import KINDS, Proposal, accept, accepted_and_noted, decide, decided
from huibao.yearly.sentences import sentences
from huibao.yearly.staleness import stale

__all__ = [
    "KINDS",
    "Compared",
    "Comparison",
    "Match",
    "Passage",
    "Piece",
    "Proposal",
    "Shares",
    "accept",
    "accepted_and_noted",
    "compare",
    "decide",
    "decided",
    "differences",
    "passages",
    "sentences",
    "shares_of",
    "stale",
    "year_of",
]
