"""One phrase of the user's own: its words, its topic, and where it is of use."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import lay_out, quiet_label
from huibao.model.wording import Phrase

Use = tuple[tuple[str, ...], tuple[str, ...]]
_USES: tuple[tuple[str, Use], ...] = (
    ("任何地方", ((), ())),
    ("问题：一句话", (("problems",), ("headline",))),
    ("问题：具体表现", (("problems",), ("manifestation",))),
    ("问题：原因分析", (("problems",), ("cause",))),
    ("问题部分的其他文字", (("problems",), ("body",))),
    ("措施：一句话", (("measures",), ("headline",))),
    ("措施：整改目标", (("measures",), ("goal",))),
    ("措施：具体措施", (("measures",), ("action",))),
    ("措施：完成情况", (("measures",), ("outcome",))),
    ("措施部分的其他文字", (("measures",), ("body",))),
    ("叙述正文", (("narrative",), ("body",))),
    ("开头：导语", (("front",), ("lead",))),
    ("结尾：结语", (("end",), ("closing",))),
)


class PhraseDialog(QDialog):
    """Edits ``phrase``; ``phrase`` is then what was entered."""

    def __init__(self, phrase: Phrase, topics: tuple[str, ...], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was = phrase
        self._text = QPlainTextEdit(phrase.text)
        self._text.setAccessibleName("词句")
        self._text.setTabChangesFocus(True)
        self._topic = QComboBox()
        self._topic.setEditable(True)
        self._topic.addItems(topics)
        self._topic.setCurrentText(phrase.topic)
        self._topic.setAccessibleName("主题")
        self._use = QComboBox()
        self._use.setAccessibleName("用在")
        self._uses = [*_USES]
        now = (phrase.sections, phrase.fields)
        if all(use != now for _, use in self._uses):
            self._uses.append(("照原来的", now))
        self._use.addItems([name for name, _ in self._uses])
        self._use.setCurrentIndex([use for _, use in self._uses].index(now))

        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.SPACE_S)
        form.addRow("主题", self._topic)
        form.addRow("用在", self._use)
        fields = QWidget()
        fields.setLayout(form)
        self.setWindowTitle(title)
        self.resize(520, 320)
        about = quiet_label("要填的地方写成【时间】【地点】这样：插入后按 Tab 键逐个填写，没填的会列在“待完善”里。")
        self._buttons = lay_out(self, about, fields, self._text, accept="保存")
        self._text.textChanged.connect(self._check)
        self._check()
        self._text.setFocus()

    def _check(self) -> None:
        for button in self._buttons.buttons():
            if self._buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole:
                button.setEnabled(bool(self._text.toPlainText().strip()))

    @property
    def phrase(self) -> Phrase:
        """What was entered."""
        sections, fields = self._uses[self._use.currentIndex()][1]
        text = "".join(line.strip() for line in self._text.toPlainText().splitlines())
        return replace(self._was, text=text, topic=self._topic.currentText().strip(), sections=sections, fields=fields)
