"""What the review of a received file calls its lines, and the key for each thing that a line can be made."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from huibao.recognise import Correction, Verdict

_KEY = Qt.Key


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that lines can be made: its key, its name in the menu, and the correction it is."""

    key: Qt.Key
    shown: str
    name: str
    correction: Correction


CHOICES = (
    Choice(_KEY.Key_1, "1", "一级标题（一、）", Correction("heading", 1)),
    Choice(_KEY.Key_2, "2", "二级标题（（一））", Correction("heading", 2)),
    Choice(_KEY.Key_3, "3", "三级标题（1.）", Correction("heading", 3)),
    Choice(_KEY.Key_4, "4", "四级标题（（1））", Correction("heading", 4)),
    Choice(_KEY.Key_0, "0", "正文", Correction("body")),
    Choice(_KEY.Key_T, "T", "报告标题", Correction("title")),
    Choice(_KEY.Key_R, "R", "主送、称谓", Correction("recipient")),
    Choice(_KEY.Key_L, "L", "导语", Correction("lead")),
    Choice(_KEY.Key_C, "C", "结语", Correction("closing")),
    Choice(_KEY.Key_S, "S", "署名", Correction("signature")),
    Choice(_KEY.Key_D, "D", "日期", Correction("date")),
    Choice(_KEY.Key_N, "N", "附注", Correction("note")),
    Choice(_KEY.Key_F, "F", "附件说明", Correction("attachment_list")),
    Choice(_KEY.Key_A, "A", "附件从这一行开始", Correction("attachment")),
    Choice(_KEY.Key_J, "J", "接在上一行后面", Correction("join")),
    Choice(_KEY.Key_G, "G", "表格读成问题和措施", Correction("ledger")),
    Choice(_KEY.Key_B, "B", "保留为表格", Correction("table")),
    Choice(_KEY.Key_Delete, "Del", "不收入", Correction("junk")),
)
BY_KEY = {choice.key: choice.correction for choice in CHOICES}
PUT_BACK_KEYS = (_KEY.Key_P, _KEY.Key_Insert)
_ROLES = {
    "title": "报告标题",
    "recipient": "主送",
    "lead": "导语",
    "body": "正文",
    "closing": "结语",
    "signature": "署名",
    "date": "日期",
    "note": "附注",
    "attachment": "附件",
    "table": "表格",
    "ledger": "台账",
    "picture": "图片",
    "junk": "未收入",
}
_LEVELS = ("标题", "一级", "二级", "三级", "四级")


def role_name(verdict: Verdict) -> str:
    """What a line was taken for, in a word: 二级, 正文, 署名."""
    if verdict.joined:
        return "接上行"
    if verdict.role == "heading":
        return _LEVELS[verdict.level]
    return _ROLES.get(verdict.role, verdict.role)


def said_of(verdict: Verdict | None, why: str, doubtful: bool) -> str:
    """A line's place, what it was taken for and why, in one line; ``verdict`` None for a line that is left out."""
    if verdict is None or verdict.role == "junk":
        return f"未收入：{why}。按 P 放回报告。"
    name = f"{role_name(verdict)}标题" if verdict.role == "heading" and not verdict.joined else role_name(verdict)
    return f"{verdict.where}　{name}{'，不很确定' if doubtful else ''}：{why}"


def summary(lines: int, doubtful: int, corrected: int, left: int) -> str:
    """The state of a review in a sentence or two."""
    if doubtful:
        first = f"共 {lines} 行，有 {doubtful} 行不很确定：按 F8 逐个看，按空格认可，按数字键改层次。"
    else:
        first = f"共 {lines} 行，结构都认清楚了。"
    more = [f"改了 {corrected} 行"] if corrected else []
    more += [f"有 {left} 处没有收入"] if left else []
    return first + ("，".join(more) + "。" if more else "")
