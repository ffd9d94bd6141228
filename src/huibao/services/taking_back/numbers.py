"""Numbers in a Word file: those that just count on, and those that somebody typed over."""

from __future__ import annotations

from collections.abc import Sequence

from huibao.model.numbering import Form, parse


def same_form(one: str, other: str) -> bool:
    """Whether both labels are of one form, blanks aside."""
    first, second = parse(one), parse(other)
    return first is not None and second is not None and shape(first.form) == shape(second.form)


def shape(form: Form) -> tuple[str, str, str]:
    """What two labels of one list have in common."""
    return form.numeral, form.before.strip(), form.after.strip()


def counting_on(labels: Sequence[str]) -> frozenset[int]:
    """The places in ``labels`` ("": none) whose number is a first one, or the next after the last of its form before it."""
    last: dict[tuple[str, str, str], int] = {}
    out: set[int] = set()
    for at, text in enumerate(labels):
        label = parse(text)
        if label is not None:
            if label.number in (1, last.get(shape(label.form), 0) + 1):
                out.add(at)
            last[shape(label.form)] = label.number
    return frozenset(out)
