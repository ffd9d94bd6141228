"""What the window works with, handed to it by the application: the open report and the services at hand."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.services.library import Library
from huibao.services.recent import Recent
from huibao.services.recovery import Recovery
from huibao.services.session import Session
from huibao.services.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """``session`` lives as long as the window; opening another report loads it there."""

    session: Session
    library: Library
    settings: Settings
    recent: Recent
    recovery: Recovery
