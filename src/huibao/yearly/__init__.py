"""A report over the years: rolled forward, held beside last year's, problems traced to measures, ledger."""

from huibao.yearly.comparing import Compared, Comparison, Match, Shares, compare, shares_of
from huibao.yearly.differing import Piece, differences
from huibao.yearly.passages import Passage, passages
from huibao.yearly.sentences import sentences

__all__ = [
    "Compared",
    "Comparison",
    "Match",
    "Passage",
    "Piece",
    "Shares",
    "compare",
    "differences",
    "passages",
    "sentences",
    "shares_of",
]
