"""Files of 常用语: TOML ⇄ ``model.wording.Phrase``, strictly. A file is ``[[lists]]`` of topic, sections, fields, phrases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from huibao.formats.toml_lines import Keys, TomlFile, read_toml
from huibao.model.wording import FIELDS, PLACES, Phrase

_LIST = {"topic": str, "sections": list, "fields": list, "phrases": list}
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CONTROL = re.compile("[\x00-\x1f\x7f\u2028\u2029]")
_HEAD = "# 自己的常用语，由程序写成，每次修改都重写；想手工整理一批，请在同一个文件夹里另建一个 .toml 文件。\n"


def load_wording(path: Path, own: bool = False) -> tuple[Phrase, ...]:
    """The phrases of the file ``path``, in order; ``own``: each names its file. Raises DataError with file, line and reason."""
    file = read_toml(path, "常用语")
    for key in file.data:
        if key != "lists":
            raise file.fault((key,), f"不认识的键“{key}”，每一组常用语用 [[lists]] 开头")
    lists = file.data.get("lists", [])
    if not isinstance(lists, list) or not all(isinstance(member, dict) for member in lists):
        raise file.fault(("lists",), "每一组常用语用 [[lists]] 开头")
    out: list[Phrase] = []
    for at in range(len(lists)):
        out += _phrases(file, ("lists", at), path.name if own else "")
    return tuple(out)


def _phrases(file: TomlFile, keys: Keys, name: str) -> list[Phrase]:
    values = file.table(keys, _LIST, ("phrases",))
    for field in values.get("fields", ()):
        if field not in FIELDS:
            raise file.fault((*keys, "fields"), f"不认识的一栏“{field}”，可以用的是：{'、'.join(FIELDS)}")
    for section in values.get("sections", ()):
        if not _KEY.fullmatch(section):
            raise file.fault((*keys, "sections"), f"不认识的部分“{section}”，可以用 {'、'.join(PLACES)}，或模板里的 key")
    for text in (values.get("topic", ""), *values["phrases"]):
        if _CONTROL.search(text):
            raise file.fault((*keys, "phrases"), "一条常用语里不能换行")
    if not all(text.strip() for text in values["phrases"]):
        raise file.fault((*keys, "phrases"), "有一条常用语是空的")
    where = values.get("sections", ()), values.get("fields", ())
    return [Phrase(text, values.get("topic", ""), *where, name) for text in values["phrases"]]


def dump_wording(phrases: Iterable[Phrase]) -> bytes:
    """``phrases`` as a file; ``load_wording`` gives them again, in order."""
    lines, before = [_HEAD], None
    for phrase in phrases:
        group = (phrase.topic, phrase.sections, phrase.fields)
        if group != before:
            lines += ["]", ""] if before is not None else []
            lines += ["[[lists]]", f"topic = {_value(phrase.topic)}", f"sections = {_value(phrase.sections)}"]
            lines += [f"fields = {_value(phrase.fields)}", "phrases = ["]
            before = group
        lines.append(f"  {_value(phrase.text)},")
    return ("\n".join([*lines, *(["]"] if before is not None else [])]) + "\n").encode("utf-8")


def _value(value: object) -> str:
    """A TOML string or list of strings: JSON writes them the same way, but for U+007F, which a phrase never holds."""
    return json.dumps(value, ensure_ascii=False)
