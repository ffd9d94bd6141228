"""字数统计: how long the whole is, and each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from huibao.gui.dialogs.frame import lay_out, quiet_label, read_table
from huibao.model import tree
from huibao.model.manuscript import body_items, manuscript, printed
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
    for section in report.sections:
        known = template.section(section.key) if template and section.key else None
        wished = f"约 {known.target_characters:,}" if known and known.target_characters else ""
        length = count_characters(printed(body_items(section)))
        yield f"{section.heading.label}{section.heading.text}", f"{length:,}", wished, _entries(section)


def _entries(section: Section) -> str:
    count = sum(1 for _ in tree.entries(section))
    return {"problems": f"{count} 个问题", "measures": f"{count} 条措施", "narrative": ""}[section.kind]
