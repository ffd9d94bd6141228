"""What goes to the child process that reads a received file, and what comes back: MessagePack, checked while decoded.

No pickle: a child that a hostile file has taken over could make the parent run whatever it likes.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from huibao.model.report import LeftOut
from huibao.model.source import Source, SourceItem, SourceParagraph, SourcePicture, SourceTable


class Request(msgspec.Struct):
    """A file to read: its bytes, its kind as ``formats.sniff`` names it, its name for messages, and a password."""

    data: bytes
    kind: str
    name: str
    password: str | None = None


class Answer(msgspec.Struct):
    """A file as read, its items sorted by type (a decoder can't tell them apart) and ``order``, a letter for each, saying
    how they go: p, t or i. Or the ``error`` to raise: a sentence for the user, ``password`` when a password is what is
    needed, ``wrong`` when the one given did not fit. ``fault`` is for the log: what failed and where, without any text."""

    order: str = ""
    paragraphs: list[SourceParagraph] = []
    tables: list[SourceTable] = []
    pictures: list[SourcePicture] = []
    left_out: list[LeftOut] = []
    notes: list[str] = []
    media: dict[str, bytes] = {}
    kind: str = ""
    error: str = ""
    password: bool = False
    wrong: bool = False
    fault: str = ""


_LETTERS = {SourceParagraph: "p", SourceTable: "t", SourcePicture: "i"}


def pack_request(request: Request) -> bytes:
    """The bytes of a request."""
    return msgspec.msgpack.encode(request)


def unpack_request(data: bytes) -> Request:
    """The request in ``data``; raises msgspec.MsgspecError when it is none."""
    return msgspec.msgpack.decode(data, type=Request)


def pack_answer(answer: Answer) -> bytes:
    """The bytes of an answer."""
    return msgspec.msgpack.encode(answer)


def unpack_answer(data: bytes) -> Answer:
    """The answer in ``data``; raises msgspec.MsgspecError when it is none."""
    return msgspec.msgpack.decode(data, type=Answer)


def answer_of(source: Source) -> Answer:
    """A source on its way to the parent."""
    answer = Answer(
        order="".join(_LETTERS[type(item)] for item in source.items),
        left_out=list(source.left_out),
        notes=list(source.notes),
        media=source.media,
        kind=source.kind,
    )
    answer.paragraphs = [item for item in source.items if isinstance(item, SourceParagraph)]
    answer.tables = [item for item in source.items if isinstance(item, SourceTable)]
    answer.pictures = [item for item in source.items if isinstance(item, SourcePicture)]
    return answer


def source_of(answer: Answer) -> Source:
    """The source that an answer carries; raises ValueError when its order and its items don't fit."""
    lists: dict[str, Iterator[SourceItem]] = {
        "p": iter(answer.paragraphs),
        "t": iter(answer.tables),
        "i": iter(answer.pictures),
    }
    try:
        items = tuple(next(lists[letter]) for letter in answer.order)
    except (KeyError, RuntimeError) as error:
        raise ValueError("items out of order") from error
    return Source(items, tuple(answer.left_out), tuple(answer.notes), answer.media, answer.kind)
