"""Evidence added up: points for and against one reading of a line, with their reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

_SAID = 100.0
DOUBTFUL = 0.7
"""What is less sure than this is shown as doubtful."""


@dataclass(slots=True)
class Weighing:
    """Points (log odds, positive for) and the reasons that brought them, in Chinese, for the user."""

    points: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list)

    def add(self, points: float, reason: str) -> None:
        """Count ``points`` for ``reason``."""
        if points:
            self.points += points
            self.reasons.append((points, reason))

    def say(self, yes: bool) -> None:
        """Count the user's own word, which outweighs all else."""
        self.add(_SAID if yes else -_SAID, "您改的")

    @property
    def holds(self) -> bool:
        """Whether the reading is more likely than not."""
        return self.points > 0

    @property
    def sure(self) -> float:
        """How sure the decision is, either way, 0.5–1."""
        return 1.0 / (1.0 + math.exp(-min(30.0, abs(self.points))))

    @property
    def why(self) -> str:
        """The three strongest reasons for what was decided; where it is doubtful, the two strongest against it too."""
        why = "、".join(self._strongest(self.holds, 3))
        against = self._strongest(not self.holds, 2) if self.sure < DOUBTFUL else []
        return f"{why}；但是{'、'.join(against)}" if against else why

    def _strongest(self, speaking_for: bool, count: int) -> list[str]:
        found = sorted((item for item in self.reasons if (item[0] > 0) == speaking_for), key=lambda item: -abs(item[0]))
        return [reason for _, reason in found[:count]]
