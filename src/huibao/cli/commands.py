"""The commands that run without a window. People script them: names, exits and JSON are a stable interface."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from huibao.cli import yearly_commands
from huibao.cli.arguments import EXIT_DONE, Parser, UsageError, answer, answer_json, same_file, say, show
from huibao.model.report import Report
from huibao.model.template import Template
from huibao.services import documents
from huibao.services.library import Library

NATIVE = "huibao"
OUTPUTS = (NATIVE, *documents.KINDS)


@dataclass(frozen=True, slots=True)
class Command:
    """``parser`` makes the grammar, ``run`` does the work and returns the exit code; it raises HuibaoError for an input
    at fault, UsageError for what only ``run`` can see to be wrong usage."""

    about: str
    parser: Callable[[], Parser]
    run: Callable[[argparse.Namespace, Library], int]


def _outline_parser() -> Parser:
    parser = Parser(
        "huibao outline", "huibao outline FILE [--json] [--password WORD]", "列出从文件中识别出的标题、层次和内容。"
    )
    parser.arguments.add_argument("file", metavar="FILE", help="要看的文件（.huibao、Word、.txt、.rtf、.odt、网页）")
    parser.options.add_argument("--json", action="store_true", help="以 JSON 输出每一段的角色、层次和编号")
    _add_password(parser)
    return parser


def _outline(args: argparse.Namespace, library: Library) -> int:
    from huibao.cli.outline import outline_rows

    opened = documents.open_document(Path(args.file), library, password=args.password)
    rows = outline_rows(opened.report, opened.notes)
    if args.json:
        answer_json(rows)
    else:
        show(_outline_lines(rows))
        say(*opened.notes)
    return EXIT_DONE


def _outline_lines(rows: dict[str, Any]) -> Iterator[str]:
    """The title, then a heading a line, each level two characters further in."""
    yield rows["title"] or "（没有标题）"
    for row in rows["paragraphs"]:
        if row["role"] == "heading":
            yield "　　" * (row["level"] - 1) + row["number"] + row["headline"]
    for left in rows["left_out"]:
        yield f"未收入：{left['text']}（{left['why']}）"


def _convert_parser() -> Parser:
    usage = "huibao convert FILE -o OUT.{huibao,docx,pdf,txt,xlsx} [--template ID] [--profile ID] [--password WORD]"
    parser = Parser("huibao convert", usage, "把文件转成汇报文件、Word、PDF、纯文本或台账（xlsx）。")
    parser.arguments.add_argument("file", metavar="FILE", help="要转换的文件（.huibao、Word、.txt、.rtf、.odt、网页）")
    parser.options.add_argument("-o", "--output", metavar="OUT", required=True, help="写到哪里，按扩展名决定格式")
    parser.options.add_argument("--template", metavar="ID", help="按哪个模板识别（huibao templates 列出编号）")
    parser.options.add_argument("--profile", metavar="ID", help="按哪个版式排版，默认用模板规定的")
    _add_password(parser)
    return parser


def _convert(args: argparse.Namespace, library: Library) -> int:
    source, target = Path(args.file), Path(args.output)
    kind = target.suffix.lower().lstrip(".")
    if kind not in OUTPUTS:
        raise UsageError(f"输出文件“{target.name}”的扩展名要是 {'、'.join(OUTPUTS)} 中的一种。")
    if same_file(source, target):
        raise UsageError("输出文件不能就是输入文件，收到的文件不会被改写；请换一个名称。")
    template = _template(args.template, library)
    opened = documents.open_document(source, library, template=template, password=args.password)
    report = _with_profile(opened.report, args.profile, library)
    if kind == NATIVE:
        documents.save(report, opened.media, target, opened.previous)
        notes: tuple[str, ...] = ()
    else:
        notes = documents.export(report, opened.media, target, library, _exported(kind))
    say(*opened.notes, *notes)
    return EXIT_DONE


def _exported(kind: str) -> documents.Kind:
    return next(known for known in documents.KINDS if known == kind)


def _check_parser() -> Parser:
    parser = Parser("huibao check", "huibao check FILE [--json] [--password WORD]", "检查报告缺什么、哪里可疑。")
    parser.arguments.add_argument("file", metavar="FILE", help="要检查的文件（.huibao、Word、.txt、.rtf、.odt、网页）")
    parser.options.add_argument("--json", action="store_true", help="以 JSON 输出每一处问题")
    _add_password(parser)
    return parser


def _check(args: argparse.Namespace, library: Library) -> int:
    from huibao import review

    opened = documents.open_document(Path(args.file), library, password=args.password)
    findings = review.check(opened.report, library.template(opened.report.template))
    if args.json:
        names = ("rule", "severity", "text", "where", "fix")
        answer_json([{name: getattr(finding, name) for name in names} for finding in findings])
    else:
        show(
            [f"{found.where}：{found.text}" if found.where else found.text for found in findings] or ["没有发现问题。"]
        )
        say(*opened.notes)
    return EXIT_DONE


def _templates_parser() -> Parser:
    return Parser("huibao templates", "huibao templates", "列出报告模板，每行一个：编号和名称。")


def _templates(args: argparse.Namespace, library: Library) -> int:
    answer("".join(f"{template.id}\t{template.name}\n" for template in library.templates))
    say(*(fault.message for fault in library.faults))
    return EXIT_DONE


COMMANDS = {
    "outline": Command("列出识别出的标题和层次", _outline_parser, _outline),
    "convert": Command("转成汇报文件、Word、PDF、纯文本或台账", _convert_parser, _convert),
    "check": Command("检查缺什么、哪里可疑", _check_parser, _check),
    "compare": Command("与上年的报告逐段对照", yearly_commands.compare_parser, yearly_commands.compare),
    "roll": Command("把上年的报告转成今年的初稿", yearly_commands.roll_parser, yearly_commands.roll),
    "collect": Command("把各单位的报告汇总成一本台账", yearly_commands.collect_parser, yearly_commands.collect),
    "templates": Command("列出报告模板", _templates_parser, _templates),
}


def run(name: str, args: list[str], library: Callable[[], Library]) -> int:
    """Run the command ``name`` of ``COMMANDS``; returns the exit code. Raises HuibaoError and UsageError."""
    command = COMMANDS[name]
    return command.run(command.parser().parse_args(args), library())


def _add_password(parser: Parser) -> None:
    parser.options.add_argument("--password", metavar="WORD", help="文件的打开密码（加了密码的 Word 文件才要）")


def _template(id: str | None, library: Library) -> Template | None:
    if id is None:
        return None
    template = library.template(id)
    if template is None:
        known = "、".join(template.id for template in library.templates)
        raise UsageError(f"没有编号为“{id}”的模板；现有的是：{known}。")
    return template


def _with_profile(report: Report, id: str | None, library: Library) -> Report:
    if id is None:
        return report
    known = [profile.id for profile in library.profiles]
    if id not in known:
        raise UsageError(f"没有编号为“{id}”的版式；现有的是：{'、'.join(known)}。")
    return replace(report, profile=id)
