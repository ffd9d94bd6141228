"""Evidence added up: points for and against one reading of a line, with their reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

_SAID = 100.0


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
        """The three strongest reasons for what was decided."""
        backing = [item for item in self.reasons if (item[0] > 0) == self.holds]
        return "、".join(reason for _, reason in sorted(backing, key=lambda item: -abs(item[0]))[:3])
