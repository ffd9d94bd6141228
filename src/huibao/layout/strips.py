"""Runs and a label → a measured strip in the faces of their roles."""

from __future__ import annotations

from huibao.layout.fonts import Fonts
from huibao.layout.lines import Stretch, Strip
from huibao.model.report import Runs, plain


def make_strip(fonts: Fonts, label: str, content: Runs, role: str, head_role: str = "", head: int = 0) -> Strip:
    """``label`` and ``content`` measured in the face of ``role``; the label and the first ``head`` characters of the
    content in that of ``head_role``, where there is one."""
    edge = len(label) + head if head_role else 0
    pieces = [Stretch(0, len(label), fonts.style(head_role or role))] if label else []
    at = len(label)
    for run in content:
        end = at + len(run.text)
        for begin, stop, face in ((at, min(end, edge), head_role), (max(at, edge), end, role)):
            if begin < stop:
                pieces.append(Stretch(begin, stop, fonts.style(face, run.bold, run.italic), run.underline))
        at = end
    rules = fonts.profile.breaking
    gap = rules.han_latin_gap_em * fonts.style(role).size_pt
    return Strip(label + plain(content), pieces, gap, rules.spacing_within)
