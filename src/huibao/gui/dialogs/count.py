"""字数统计: how long the whole is, and each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import lay_out, quiet_label, read_table
from huibao.model import tree
from huibao.model.lengths import section_lengths
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Report, Section
from huibao.model.template import Template
from huibao.model.text import count_characters


class CountDialog(QDialog):
    """``pages`` 0: not known yet. ``here``: what there is to tell of the place at the cursor, with its length."""

    def __init__(
        self,
        report: Report,
        template: Template | None,
        pages: int,
        parent: QWidget | None = None,
        *,
        here: Sequence[tuple[str, int]] = (),
    ) -> None:
        super().__init__(parent)
        items = manuscript(report)
        total = count_characters(printed(items))
        said = [f"全文 {total:,} 字", f"{len(items):,} 段"] + ([f"{pages} 页"] if pages else [])
        said += [f"{what} {count:,} 字" for what, count in here]
        head = QLabel("　".join(said))
        table = read_table("各部分字数", ("部分", "字数", "参考字数", "条目"), list(rows(report, template)), 0)
        for at, length in enumerate(section_lengths(report, template).values()):
            item = table.item(at, 2)
            if item is not None and (length.short or length.over):
                item.setForeground(QColor(theme.colours().missing))

        self.setWindowTitle("字数统计")
        self.resize(520, 340)
        lay_out(
            self,
            head,
            quiet_label("按 Word 的算法：汉字和全角标点每个算一字，英文单词和数字每个算一字。"),
            table,
            cancel="关闭",
        )


def rows(report: Report, template: Template | None) -> Iterator[tuple[str, str, str, str]]:
    """For each section its heading, length, the length its template wishes, and its entries."""
    lengths = section_lengths(report, template)
    for section in report.sections:
        length = lengths[section.id]
        wished = f"约 {length.target:,}" if length.target else ""
        wished += f"，还差 {length.short:,}" if length.short else f"，多 {length.over:,}" if length.over else ""
        yield f"{section.heading.label}{section.heading.text}", f"{length.characters:,}", wished, _entries(section)


def _entries(section: Section) -> str:
    count = sum(1 for _ in tree.entries(section))
    return {"problems": f"{count} 个问题", "measures": f"{count} 条措施", "narrative": ""}[section.kind]
