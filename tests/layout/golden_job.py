"""The first two pages and the last of a made report for each of our templates, as small grey pictures. Run it from the root of
the repository to renew those that are kept:

    PYTHONPATH=src python3 -m tests.layout.golden_job tests/layout/golden

Look at what changed before it is committed. It starts itself again under tests/fonts.conf, because fontconfig reads
FONTCONFIG_FILE but once.
"""

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QPainter
from tests.layout import office
from tests.layout.made_reports import Maker

from huibao.layout import Fonts, Page, Pages, application, compose, paint_page
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Attachment, Cell, Detail, Heading, Paragraph, Part, Report, Table, runs
from huibao.model.starting import start
from huibao.services.library import Library

PAGES, YEAR, SCALE, LEVELS = 2, 2024, 0.75, 16
_DETAILS = {"leader": "王五", "department": "党建办", "person": "李四", "deadline": "2024年6月底前"}
_PLACE, _NAMES = (
    re.compile("【[^】]*】"),
    {"【社区名称】": "枫林社区", "【单位名称】": "枫林街道", "【检查名称】": "主题教育"},
)
_PARTS = {"signature": "枫林社区居民委员会", "date": "2024年12月8日", "recipient": "枫林街道党工委："}


def reports(library: Library) -> dict[str, Report]:
    """A report for each template, every field filled in, with a table and an attachment in the first."""
    found = {}
    for number, template in enumerate(library.templates):
        report = _filled(start(template, YEAR), Maker(number))
        found[template.id] = report if number else _with_table(report, Maker(99))
    return found


def pages_of(report: Report, profile: Profile) -> Pages:
    return compose(manuscript(report), profile, Fonts(profile), {})


def picture(page: Page, pages: Pages, moved_pt: float = 0.0) -> QImage:
    """``page`` in grey, small; ``moved_pt``: its first heading is set so much lower than it should be."""
    if moved_pt:
        at = next(at for at, one in enumerate(page.slices) if one.block.item.role == "heading")
        lower = dataclasses.replace(page.slices[at], y=page.slices[at].y + moved_pt)
        page = dataclasses.replace(page, slices=(*page.slices[:at], lower, *page.slices[at + 1 :]))
    image = QImage(round(page.width * SCALE), round(page.height * SCALE), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    paint_page(painter, page, pages)
    painter.end()
    return _levelled(image.convertToFormat(QImage.Format.Format_Grayscale8))


def unlike(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than a quarter of black; 1.0 for pictures of other sizes."""
    if one.size() != other.size():
        return 1.0
    first, second = _pixels(one), _pixels(other)
    return sum(abs(a - b) > 64 for a, b in zip(first, second, strict=True)) / len(first)


def _pixels(image: QImage) -> bytes:
    """A byte a pixel, without what fills up the rows in memory."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    raw, step = bytes(grey.constBits()), grey.bytesPerLine()
    return b"".join(raw[at : at + grey.width()] for at in range(0, step * grey.height(), step))


def _levelled(image: QImage) -> QImage:
    """Few greys, so that the files are small."""
    step = 255 / (LEVELS - 1)
    table = bytes(round(round(grey / step) * step) for grey in range(256))
    raw = bytes(image.constBits()).translate(table)
    return QImage(raw, image.width(), image.height(), image.bytesPerLine(), QImage.Format.Format_Grayscale8).copy()


def _filled(node: Any, make: Maker) -> Any:
    """``node`` with something to read in every empty place."""
    if isinstance(node, tuple):
        return tuple(_filled(one, make) for one in node)
    if not dataclasses.is_dataclass(node):
        return node
    if isinstance(node, Heading):
        return node if node.headline else dataclasses.replace(node, headline=runs(make.fault()))
    if isinstance(node, Paragraph):
        text = _PLACE.sub(lambda found: _NAMES.get(found[0], "某事"), node.text) or make.text(3)
        return dataclasses.replace(node, runs=runs(text))
    if isinstance(node, Detail):
        return dataclasses.replace(node, value=node.value or _DETAILS.get(node.field, ""))
    if isinstance(node, Part) and node.field in _PARTS:
        return dataclasses.replace(node, blocks=(Paragraph(make.id(), runs(_PARTS[node.field])),))
    held = {field.name: getattr(node, field.name) for field in dataclasses.fields(node)}
    names = [name for name, value in held.items() if isinstance(value, (tuple, Heading))]
    return dataclasses.replace(node, **{name: _filled(getattr(node, name), make) for name in names})


def _with_table(report: Report, make: Maker) -> Report:
    head = tuple(Cell((make.line(text),)) for text in ("序号", "事项", "责任部门", "完成情况"))
    rows = tuple(
        tuple(Cell((make.line(text),)) for text in (str(at), make.fault(), "综治办", "已完成")) for at in range(1, 4)
    )
    table = Table(make.id(), (head, *rows), (1.0, 4.0, 2.0, 2.0), header_rows=1)
    first = report.sections[0]
    named = Attachment(make.id(), "附件：", runs("工作台账"), "附件", (make.line("工作台账"),), (make.paragraph(),))
    first = dataclasses.replace(first, blocks=(make.paragraph(), table))
    return dataclasses.replace(report, sections=(first, *report.sections[1:]), attachments=(named,))


def main(out: Path, moved_pt: float = 0.0) -> None:
    """Write the pictures into ``out``; with ``moved_pt`` also a first page of each with a heading that stands lower."""
    application()
    library = Library(office.ROOT / "resources", out / "no-user-folder")
    out.mkdir(exist_ok=True)
    for name, report in reports(library).items():
        pages = pages_of(report, library.profile(report.profile))
        for page in {*pages.pages[:PAGES], pages.pages[-1]}:
            picture(page, pages).save(str(out / f"{name}-{page.number}.png"), "PNG", 0)  # type: ignore[call-overload]
        if moved_pt:
            picture(pages.pages[0], pages, moved_pt).save(str(out / f"{name}-moved.png"))


if __name__ == "__main__":
    if os.environ.get("FONTCONFIG_FILE") != str(office.FONTS):
        again = [sys.executable, "-m", "tests.layout.golden_job", *sys.argv[1:]]
        raise SystemExit(subprocess.run(again, env=office.environment(), check=False).returncode)
    main(Path(sys.argv[1]), *map(float, sys.argv[2:]))
