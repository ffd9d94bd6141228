"""How far signature and date stand in from the right."""

from __future__ import annotations

from dataclasses import replace

from huibao.model.manuscript.items import Item
from huibao.model.text import set_width


def signed(items: list[Item], sealed: bool) -> list[Item]:
    """``items`` of the end matter with the indents of signature and date (GB/T 9704-2012, 7.3.5.1 with seal, 7.3.5.2
    without), in characters."""
    out = list(items)
    for at, item in enumerate(out):
        before = out[at - 1].role if at else ""
        after = out[at + 1] if at + 1 < len(out) else None
        if item.role == "signature":
            date = set_width(after.text) if after and after.role == "date" else 0.0
            own = set_width(item.text)
            right = max(0.0, 4.0 + (date - own) / 2) if sealed and date else 2.0 if own >= date else date + 4.0 - own
        elif item.role == "date":
            own, name = set_width(item.text), set_width(out[at - 1].text) if before == "signature" else 0.0
            right = 4.0 if sealed else max(0.0, name - own) if name >= own else 2.0
        else:
            continue
        out[at] = replace(item, right_indent=right, blank_before=0 if before == "signature" else 1)
    return out
