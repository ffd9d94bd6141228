"""The commands over the years: compare with last year, roll forward, collect many reports into one ledger."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.cli.arguments import EXIT_DONE, Parser, answer_json, say, show
from huibao.services import documents
from huibao.services.library import Library

if TYPE_CHECKING:
    from huibao.yearly import Comparison

_FIRST = 24  # characters of a paragraph that a person recognises it by


def compare_parser() -> Parser:
    """The grammar of ``huibao compare``."""
    parser = Parser("huibao compare", "huibao compare LAST THIS [--json]", "逐段对照两年的报告：相同、相近、新写。")
    parser.arguments.add_argument("last", metavar="LAST", help="上年的报告（.huibao、.docx、.txt）")
    parser.arguments.add_argument("this", metavar="THIS", help="今年的报告")
    parser.options.add_argument("--json", action="store_true", help="以 JSON 输出每一段对应的上年文字")
    return parser


def compare(args: argparse.Namespace, library: Library) -> int:
    """Print what each paragraph of THIS was in LAST."""
    from huibao import yearly

    last = documents.open_document(Path(args.last), library)
    this = documents.open_document(Path(args.this), library)
    found = yearly.compare(last.report, this.report)
    if args.json:
        answer_json(_comparison(found))
    else:
        show(_comparison_lines(found))
        say(*last.notes, *this.notes)
    return EXIT_DONE


def _comparison(found: Comparison) -> dict[str, Any]:
    """Texts are without their numbers, as in ``outline``; what is new has no ``last``."""
    return {
        "paragraphs": [
            {
                "text": one.this.text,
                "last": one.last.text if one.last is not None and one.match != "new" else "",
                "match": one.match,
                "likeness": round(one.likeness, 3),
            }
            for one in found.paragraphs
        ],
        "dropped": [passage.text for passage in found.dropped],
        "shares": {name: round(getattr(found.shares, name), 4) for name in ("same", "near", "new")},
    }


def _comparison_lines(found: Comparison) -> Iterator[str]:
    from huibao.yearly.comparing import NAMES

    shares = found.shares
    yield f"与上年相同 {shares.same:.0%}，相近 {shares.near:.0%}，新写 {shares.new:.0%}；逐句照抄 {shares.copied:.0%}。"
    for one in found.paragraphs:
        yield f"{NAMES[one.match]}　{_shortened(one.this.label + one.this.text)}"
    for passage in found.dropped:
        yield f"今年没有　{_shortened(passage.label + passage.text)}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FIRST else line[:_FIRST] + "…"
