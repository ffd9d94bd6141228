"""Our own small corpus: texts written for it, each beside a truth made by hand (the shape of the truth is score.py's)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huibao.formats.txt import read_text
from huibao.model.report import runs
from huibao.model.source import Source, SourceCell, SourceItem, SourceParagraph, SourceTable

FOLDER = Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True)
class Row:
    """A paragraph's true role, its level when it is a heading, and how it begins, number included."""

    role: str
    level: int
    text: str


def names() -> list[str]:
    """The names of the texts."""
    return sorted(file.name.removesuffix(".truth.json") for file in FOLDER.glob("*.truth.json"))


def truth(name: str) -> list[Row]:
    """The true rows of the text ``name``, in order; what is left out comes last, with the role junk."""
    data = json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    return [Row(row["role"], row["level"], row["text"]) for row in data]


def source(name: str) -> Source:
    """The text ``name`` as a reader yields it: a .txt, or a .source.json of paragraphs with their looks."""
    plain = FOLDER / f"{name}.txt"
    if plain.exists():
        return read_text(plain.read_bytes())
    rows = json.loads((FOLDER / f"{name}.source.json").read_text(encoding="utf-8"))
    return Source(tuple(map(_item, rows)), kind="docx")


def _item(row: dict[str, Any]) -> SourceItem:
    if "table" in row:
        cells = [[SourceCell((SourceParagraph(runs(text)),)) for text in cells] for cells in row["table"]]
        return SourceTable(tuple(map(tuple, cells)))
    looks = {name: value for name, value in row.items() if name != "text"}
    return SourceParagraph(runs(row["text"]), **looks)
