"""The help menu's dialogs: shortcuts, manual, about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QTextBrowser, QWidget

from huibao.gui import icons, theme
from huibao.gui.dialogs.frame import lay_out, quiet_label, read_table

_ABOUT = """用到的开源软件：Qt 与 PySide6（LGPL v3）、python-docx、lxml、msgspec、platformdirs、XlsxWriter、openpyxl、
pikepdf、RapidFuzz；图标取自 Tabler Icons（MIT）。

汇报不联网：您写的内容只保存在这台电脑上。"""


class ShortcutsDialog(QDialog):
    """All shortcuts of ``actions``."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = [(action.iconText(), keys(action)) for action in actions if action.isVisible() and action.shortcuts()]
        rows += [("在大纲里展开、收起", "→ ←"), ("打开菜单", "Alt 加括号里的字母")]
        self.setWindowTitle("快捷键")
        self.resize(460, 560)
        lay_out(self, read_table("快捷键", ("操作", "按键"), rows, 0), cancel="关闭")


def keys(action: QAction) -> str:
    """The shortcuts of ``action`` as the user reads them."""
    return "，".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())


class AboutDialog(QDialog):
    """Name, version, licences."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        seal = QLabel()
        seal.setPixmap(icons.pixmap("huibao", "#000000", 56, self.devicePixelRatioF()))
        title = QLabel(f"汇报 {version}")
        title.setFont(theme.ui_font(theme.TEXT_LARGE_PX, bold=True))
        what = QLabel("社区、街道和机关写年度报告用的编辑器。MIT 许可。")
        what.setWordWrap(True)
        self.setWindowTitle("关于汇报")
        self.setMinimumWidth(440)
        lay_out(self, seal, title, what, quiet_label(_ABOUT.replace("\n", "", 1)), cancel="关闭")


class ManualDialog(QDialog):
    """Shows the Markdown files of ``folder``, the first by name at first; links lead to the others."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = QTextBrowser()
        self._view.setAccessibleName("使用说明")
        self._view.setOpenExternalLinks(False)
        self._view.setSearchPaths([str(folder)])
        self.setWindowTitle("使用说明")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(820, 680)
        lay_out(self, self._view, cancel="关闭")
        pages = manual_pages(folder)
        if pages:
            self._view.setSource(QUrl.fromLocalFile(str(pages[0])))


def manual_pages(folder: Path) -> list[Path]:
    """The pages of the manual by name; none when there is no manual."""
    return sorted(folder.glob("*.md")) if folder.is_dir() else []
