"""Cutting runs at a place in their text."""

from __future__ import annotations

from dataclasses import replace

from huibao.model.report import Run, Runs


def cut(content: Runs, offset: int) -> tuple[Runs, Runs]:
    """Runs before and after ``offset`` characters."""
    before: list[Run] = []
    after: list[Run] = []
    for run in content:
        take = max(0, min(len(run.text), offset))
        if take:
            before.append(replace(run, text=run.text[:take]))
        if take < len(run.text):
            after.append(replace(run, text=run.text[take:]))
        offset -= len(run.text)
    return tuple(before), tuple(after)
