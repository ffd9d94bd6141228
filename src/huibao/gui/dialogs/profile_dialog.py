"""版式: choose a format profile, or change a copy of one, with the pages of the report beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from huibao.errors import HuibaoError
from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.gui.dialogs.messages import ask, tell
from huibao.gui.dialogs.profile_draft import CHARACTERS, LINES, PITCH, SPACING, Draft, Keys
from huibao.gui.dialogs.profile_faces import FacesForm
from huibao.gui.dialogs.profile_fields import ChoiceField, Field, NumberField, SwitchField, TextField, show_draft
from huibao.model.profile import Profile
from huibao.services.library import Library
from huibao.services.profiles_store import free_name, is_own, remove_profile, save_profile

_PLACES = (
    ("outside", "单页居右、双页居左"),
    ("center", "居中"),
    ("right", "居右"),
    ("left", "居左"),
    ("none", "不要页码"),
)
_OWN_NAME = "本单位版式"
_NAME: Keys = ("name",)
_REMOVING = "用它的报告打开时改用默认的版式，文字不受影响。"


class Preview(Protocol):
    """What shows the report's pages in a profile; a widget."""

    def show_profile(self, profile: Profile) -> None:
        """Show the pages as they are in ``profile``."""


class ProfileDialog(QDialog):
    """Begins with ``chosen``. A shipped profile is never changed: what is changed becomes the user's own one. After
    ``exec`` has accepted, ``chosen`` is the profile to use, kept in ``library``. ``preview`` is a widget beside it all.
    """

    def __init__(self, library: Library, chosen: Profile, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._preview = library, preview
        self.chosen = chosen
        self._draft = Draft(chosen)
        self._named = False

        self._box = QComboBox()
        self._box.setAccessibleName("版式")
        self._remove = QPushButton("删除")
        self._remove.setAutoDefault(False)
        self._name = TextField(_NAME, "名称", "改过的版式用这个名称另存")
        self._fill = QCheckBox("边距改动时保持行数、字数，撑满版心")
        self._page = self._page_fields()
        self._number = self._number_fields()
        self._faces = FacesForm()
        self._about = quiet_label("")
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton("套用", QDialogButtonBox.ButtonRole.AcceptRole)

        self.setWindowTitle("版式")
        self.resize(1060, 720)
        self._lay_out()
        self._wire()
        self._list_profiles()
        self._begin(chosen)

    # Making.

    def _page_fields(self) -> list[Field]:
        number = NumberField
        return [
            number(("page", "top_mm"), "上边距", "毫米", "天头（GB/T 9704-2012，5.2.1：37 毫米）"),
            number(("page", "bottom_mm"), "下边距", "毫米", "地脚"),
            number(("page", "left_mm"), "左边距", "毫米", "订口（GB/T 9704-2012，5.2.1：28 毫米）"),
            number(("page", "right_mm"), "右边距", "毫米", "切口"),
            number(
                ("page", "first_page_top_mm"),
                "首页上边距",
                "毫米",
                "首页用印好红头的纸时留出的高度；0 表示与其他页相同",
            ),
            number(LINES, "每面行数", "行"),
            number(CHARACTERS, "每行字数", "字"),
            number(PITCH, "行距", "磅"),
            number(SPACING, "字距", "磅", "加在每个字后面；负数是紧缩"),
            number(("grid", "most_lines"), "收紧时每面最多", "行", "篇幅超出时允许排到多少行；0 表示不收紧"),
            number(("grid", "most_characters"), "收紧时每行最多", "字", "篇幅超出时允许排到多少字；0 表示不收紧"),
        ]

    def _number_fields(self) -> list[Field]:
        return [
            ChoiceField(("page_number", "place"), "页码位置", _PLACES),
            TextField(("page_number", "format"), "页码格式", "用 {} 表示数字，例如：— {} —"),
            NumberField(
                ("page_number", "below_mm"), "页码距版心", "毫米", "一字线到版心下边缘（GB/T 9704-2012，7.5：7 毫米）"
            ),
            NumberField(("breaking", "han_latin_gap_em"), "汉字西文间隙", "字宽", "Word 是 0.25"),
            SwitchField(("breaking", "hang"), "行末标点", "可以悬在版心外"),
            SwitchField(("breaking", "squeeze"), "", "可以压缩标点让一行多排一个字"),
            SwitchField(("breaking", "keep_units"), "数字", "和后面的单位不拆在两行（2023年）"),
        ]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_S)
        top.addWidget(QLabel("版式"))
        top.addWidget(self._box, 1)
        top.addWidget(self._remove)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(_scrolled(*self._page[:9], self._fill, *self._page[9:]), "页面")
        tabs.addTab(_scrolled(self._faces), "字体")
        tabs.addTab(_scrolled(*self._number), "页码和换行")
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE_S)
        left.addLayout(top)
        left.addWidget(self._name)
        left.addWidget(tabs, 1)
        left.addWidget(self._about)
        panel = QWidget()
        panel.setLayout(left)
        panel.setFixedWidth(430)
        left.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_L)
        row.addWidget(panel)
        row.addWidget(cast(QWidget, self._preview), 1)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._ok.setDefault(True)
        room = QVBoxLayout(self)
        room.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        room.setSpacing(theme.SPACE_M)
        room.addLayout(row, 1)
        room.addWidget(self._buttons)

    def _wire(self) -> None:
        for field in (self._name, *self._page, *self._number):
            field.edited.connect(self._on_edited)
        self._faces.edited.connect(self._on_face)
        self._fill.clicked.connect(lambda _on: self._after_edit())
        self._box.activated.connect(lambda at: self.pick(self._box.itemData(at)))
        self._remove.clicked.connect(self._on_remove)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def field(self, *keys: str) -> Field:
        """The field of a value, by the keys of a profile's file."""
        return next(one for one in (self._name, *self._page, *self._number) if one.keys == keys)

    @property
    def faces(self) -> FacesForm:
        """The fonts."""
        return self._faces

    @property
    def draft(self) -> Draft:
        """What is edited."""
        return self._draft

    # Choosing.

    def _list_profiles(self) -> None:
        self._box.clear()
        for profile in self._library.profiles:
            own = "（自定）" if is_own(profile, self._library) else ""
            self._box.addItem(profile.name + own, profile.id)

    def pick(self, profile_id: str) -> None:
        """Choose another profile; what was changed of the one before is forgotten."""
        self._begin(self._library.profile(profile_id))

    def _begin(self, profile: Profile) -> None:
        """Edit (a copy of) ``profile``."""
        self._draft = Draft(profile)
        self._named = False
        self._box.setCurrentIndex(self._box.findData(profile.id))
        self._remove.setVisible(is_own(profile, self._library))
        self._fill.setChecked(all(self._draft.is_filled()))
        self._refresh()

    def _on_remove(self) -> None:
        profile = self._draft.base
        if ask(self, "删除版式", f"要删除版式“{profile.name}”吗？", ("删除", "取消"), detail=_REMOVING) != "删除":
            return
        try:
            remove_profile(profile, self._library)
        except HuibaoError as error:
            tell(self, "没有删除", error.message)
            return
        self._list_profiles()
        self._begin(self._library.profile())

    # Changing.

    def _on_edited(self, keys: Keys, value: object) -> None:
        self._named = self._named or keys == _NAME
        self._draft.set(keys, value)
        if keys in (PITCH, SPACING):
            self._fill.setChecked(False)
        self._after_edit(keys)

    def _on_face(self, roles: tuple[str, ...], name: str, value: object) -> None:
        self._draft.set_face(roles, name, value)
        self._after_edit()

    def _after_edit(self, keys: Keys = ()) -> None:
        """Lines and pitch, characters and spacing go together: what was typed leads."""
        if self._fill.isChecked() or keys == LINES:
            self._draft.fill_lines()
        if self._fill.isChecked() or keys == CHARACTERS:
            self._draft.fill_characters()
        if not self._fill.isChecked() and not self._draft.refused:
            self._draft.count()
        if not self._named and not is_own(self._draft.base, self._library):
            self._draft.set(_NAME, self._proposed_name())
        self._refresh()

    def _proposed_name(self) -> str:
        """The base's own name while nothing else was changed, then one that is not taken."""
        draft = self._draft
        if replace(draft.profile, name=draft.base.name) == draft.base:
            return draft.base.name
        return free_name(_OWN_NAME, (profile.name for profile in self._library.profiles))

    def _refresh(self) -> None:
        draft = self._draft
        show_draft((self._name, *self._page, *self._number), draft)
        self._faces.show_draft(draft)
        self._ok.setEnabled(not draft.faults)
        self._ok.setText("保存并套用" if draft.is_changed else "套用")
        self._about.setText(self._sentence())
        self._preview.show_profile(draft.profile)

    def _sentence(self) -> str:
        """What pressing the button will do."""
        if self._draft.faults:
            return "标红的地方改好以后才能套用。"
        if not self._draft.is_changed:
            return f"版心 {self.draft.profile.text_width_mm:g} × {self.draft.profile.text_height_mm:g} 毫米。"
        if is_own(self._draft.base, self._library):
            return f"改动保存在版式“{self._draft.profile.name}”里，用它的其他报告也跟着变。"
        return f"自带的版式不变，改动另存为“{self._draft.profile.name}”。"

    def accept(self) -> None:
        """Keep what was changed; where that can't be done the dialog stays."""
        profile = self._draft.profile
        if self._draft.is_changed:
            try:
                profile = save_profile(profile, self._library, over=True)
            except HuibaoError as error:
                tell(self, "没有保存", error.message)
                return
        self.chosen = profile
        super().accept()


def _scrolled(*widgets: QWidget) -> QScrollArea:
    """Widgets one under the other, in an area that scrolls."""
    inner = QWidget()
    room = QVBoxLayout(inner)
    room.setContentsMargins(0, theme.SPACE_M, theme.SPACE_S, theme.SPACE_S)
    room.setSpacing(theme.SPACE_S)
    for widget in widgets:
        room.addWidget(widget)
    room.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
