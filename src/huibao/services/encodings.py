"""The encodings that a text file can be opened in anew, and what it reads like in each."""

from __future__ import annotations

import codecs
from pathlib import Path

from huibao.errors import InputError
from huibao.formats import sniff, txt
from huibao.services import files

ENCODINGS = (
    ("gb18030", "简体中文（GB18030、GBK）"),
    ("utf-8", "UTF-8"),
    ("utf-16-le", "UTF-16（低位在前）"),
    ("utf-16-be", "UTF-16（高位在前）"),
    ("big5hkscs", "繁体中文（Big5）"),
)
"""Python's names and ours, the most likely ones first."""
_SAMPLE = 8 * 1024


def is_text(path: Path) -> bool:
    """Whether ``path`` is named like a text file: not like any other kind that can be read."""
    others = (suffixes for kind, (_, suffixes) in sniff.READABLE.items() if kind != "txt")
    return path.suffix.lower() not in {suffix for suffixes in others for suffix in suffixes}


def text_bytes(path: Path) -> bytes:
    """The bytes of the text file ``path``. Raises InputError when it can't be read or is no text."""
    data = files.read_file(path)
    if sniff.kind_of(data) not in ("txt", "unknown"):
        raise InputError(f"“{path.name}”不是文本文件，没有编码可选；照常打开就可以了。")
    return data


def guessed(data: bytes) -> str:
    """The encoding of ``ENCODINGS`` that ``data`` is read in by itself."""
    return codecs.lookup(txt.decode(data)[1]).name


def beginning(data: bytes, encoding: str) -> str:
    """The first 8 KB of ``data`` in ``encoding``; what can't be read is U+FFFD. A character cut off there is left away."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    return decoder.decode(data[:_SAMPLE], final=len(data) <= _SAMPLE).lstrip("\ufeff")
