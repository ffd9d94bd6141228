"""The only widgets. ``start(path)`` opens the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huibao.gui.application import start

__all__ = ["start"]


def __getattr__(name: str) -> Any:
    """The window is loaded when it is asked for: a pane alone needs no window. Raises ImportError where Qt is not whole."""
    if name == "start":
        from huibao.gui.application import start

        return start
    raise AttributeError(name)
