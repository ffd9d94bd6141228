"""The commands over the years: compare with last year, roll forward, collect many reports into one ledger."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.cli.arguments import EXIT_DONE, Parser, UsageError, answer_json, same_file, say, show
from huibao.services import documents
from huibao.services.library import Library

if TYPE_CHECKING:
    from huibao.yearly import Comparison, Rolled

_NATIVE, _WORKBOOK = ".huibao", ".xlsx"
_FIRST_YEAR, _LAST_YEAR = 1949, 2200
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
    found = yearly.compare(last.report, this.report, yearly.overrides(this.report))
    if args.json:
        answer_json(_comparison(found))
    else:
        show(_comparison_lines(found))
        say(*last.notes, *this.notes)
    return EXIT_DONE


def roll_parser() -> Parser:
    """The grammar of ``huibao roll``."""
    usage = "huibao roll LAST --year YEAR -o NEW.huibao [--json]"
    parser = Parser(
        "huibao roll", usage, "把上年的报告转成今年的初稿：标题和日期的年份改好，其余过时的说法列出来待核对。"
    )
    parser.arguments.add_argument("last", metavar="LAST", help="上年的报告（.huibao、.docx、.txt），不会被改动")
    parser.options.add_argument("--year", metavar="YEAR", type=int, required=True, help="今年的年份，四位数字")
    parser.options.add_argument("-o", "--output", metavar="NEW", required=True, help="写到哪个 .huibao 文件")
    parser.options.add_argument("--json", action="store_true", help="以 JSON 输出改了什么、还有什么待核对")
    return parser


def roll(args: argparse.Namespace, library: Library) -> int:
    """Write this year's draft: everything kept, the years of title and date changed, other stale facts pending."""
    from huibao import yearly

    source, target = Path(args.last), Path(args.output)
    if target.suffix.lower() != _NATIVE:
        raise UsageError(f"输出文件“{target.name}”的扩展名要是 {_NATIVE}。")
    if same_file(source, target):
        raise UsageError("输出文件不能就是上年的报告，上年的报告不会被改写；请换一个名称。")
    if not _FIRST_YEAR <= args.year <= _LAST_YEAR:
        raise UsageError(f"--year 要写四位数字的年份，例如 2024，不能是 {args.year}。")
    last = documents.open_document(source, library)
    template = library.template(last.report.template)
    plan = yearly.Plan(years=("title", "date"))
    rolled = yearly.roll(last.report, plan, template, args.year, library.year_words)
    documents.save(rolled.report, last.media, target, last.report)
    if args.json:
        answer_json(_rolled(rolled))
    else:
        show(_rolled_lines(rolled))
        say(*last.notes)
    return EXIT_DONE


def collect_parser() -> Parser:
    """The grammar of ``huibao collect``."""
    usage = "huibao collect FOLDER -o OUT.xlsx [--json]"
    parser = Parser("huibao collect", usage, "把一个文件夹里各单位的报告汇总成一本台账；没有收入的文件另列一张表。")
    parser.arguments.add_argument("folder", metavar="FOLDER", help="放着各单位报告的文件夹，下级文件夹也包括在内")
    parser.options.add_argument("-o", "--output", metavar="OUT", required=True, help="写到哪个 .xlsx 文件")
    parser.options.add_argument("--json", action="store_true", help="以 JSON 输出收了多少行、哪些文件没有收入")
    return parser


def collect(args: argparse.Namespace, library: Library) -> int:
    """Write the ledger of all reports in FOLDER."""
    from huibao.services import ledgers

    target = Path(args.output)
    if target.suffix.lower() != _WORKBOOK:
        raise UsageError(f"输出文件“{target.name}”的扩展名要是 {_WORKBOOK}。")
    found = ledgers.collect(Path(args.folder), target, library, (lambda *_: None) if args.json else _told)
    if args.json:
        answer_json({"rows": found.rows, "unread": [{"file": one.file, "why": one.why} for one in found.unread]})
    else:
        show(
            [
                f"收入 {found.reports} 份报告，共 {found.rows} 行。",
                *(f"未收入　{one.file}：{one.why}" for one in found.unread),
            ]
        )
    return EXIT_DONE


def _told(done: int, total: int, name: str) -> None:
    """Progress for a person at a terminal, every so often."""
    if sys.stderr is not None and sys.stderr.isatty() and (done == total or done % 10 == 0):
        say(f"已读 {done}/{total}：{name}")


def _rolled(rolled: Rolled) -> dict[str, Any]:
    """What changed in the text; the first year of a problem is kept in its field."""
    from huibao.yearly.plan import FIRST_YEAR

    return {
        "changed": [{"old": one.old, "new": one.new, "where": one.where} for one in rolled.changed if one.key != FIRST_YEAR],
        "proposals": [
            {"kind": one.kind, "sentence": one.sentence, "old": one.old, "new": one.new} for one in rolled.proposals
        ],
    }


def _rolled_lines(rolled: Rolled) -> Iterator[str]:
    from huibao.yearly import KINDS

    for changed in rolled.changed:
        yield f"已改　{changed.where}：{_shortened(changed.old)} → {_shortened(changed.new)}"
    for one in rolled.proposals:
        yield f"待核对　{KINDS[one.kind]}：{_shortened(one.old)}{f' → {one.new}' if one.new else ''}　（{_shortened(one.sentence)}）"


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
