"""How the window calls the open report, and what it says of its being saved."""

from __future__ import annotations

from huibao.services.session import Session


def report_name(session: Session) -> str:
    """The file's name, else the title; says when the report is read-only."""
    file = session.path or session.source
    name = file.name if file else session.report.title or "未命名"
    return f"{name}（只读）" if session.read_only else name


def saved_words(session: Session, at: str) -> str:
    """Whether the report is on the disk; ``at`` is the time of the last saving ("" none here)."""
    if not session.is_saved:
        return "未保存"
    if session.path is None:
        return "还没有存成汇报文件" if session.source else "还没有保存"
    return f"已保存 {at}".strip()
