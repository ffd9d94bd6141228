"""A process of its own that composes reports, because fontconfig reads FONTCONFIG_FILE but once.

    python -m tests.layout.compose_job OUT PROFILE FILE…

For every FILE (.huibao or plain text): OUT/<stem>.docx, OUT/<stem>.pdf and OUT/<stem>.json, our own pages as
[[[x, middle of the line, text] …] …] in pt.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from huibao.formats.docx.writer import write_docx
from huibao.formats.profiles import load_profile
from huibao.layout import Fonts, Page, Pages, compose, write_pdf
from huibao.layout.blocks import TableBlock
from huibao.model.manuscript import manuscript
from huibao.services import documents
from huibao.services.library import Library

ROOT = Path(__file__).resolve().parents[2]


def main(out: Path, profile_file: Path, files: list[Path]) -> None:
    profile = load_profile(profile_file)
    library = Library(ROOT / "resources", out / "no-user-folder")
    for file in files:
        opened = documents.open_document(file, library)
        items = manuscript(opened.report)
        pages = compose(items, profile, Fonts(profile), opened.media)
        (out / f"{file.stem}.docx").write_bytes(write_docx(items, profile, opened.media))
        (out / f"{file.stem}.pdf").write_bytes(write_pdf(pages))
        (out / f"{file.stem}.json").write_text(json.dumps(lines_of(pages), ensure_ascii=False), encoding="utf-8")


def lines_of(pages: Pages) -> list[list[tuple[float, float, str]]]:
    return [list(_lines(page)) for page in pages.pages]


def _lines(page: Page) -> Iterator[tuple[float, float, str]]:
    """The lines of a page, and those of header rows that are repeated on it."""
    for line in page.lines:
        yield line.x, line.y + line.height / 2, line.text
    for one in page.slices:
        if one.header and isinstance(one.block, TableBlock):
            y = one.y
            for piece in one.block.pieces[: one.block.header]:
                for cell in piece.lines:
                    yield page.left + cell.line.positions()[0], y + cell.y + cell.height / 2, cell.line.text
                y += piece.height


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
