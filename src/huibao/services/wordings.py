"""The 常用语 at hand: the shipped ones and the user's own. What we ship, and what the user wrote by hand, is never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from huibao.errors import DataError, OutputError
from huibao.formats.wording import dump_wording, load_wording
from huibao.model.text import single_line
from huibao.model.wording import Phrase
from huibao.services import files

_OWN = "own"


class Wordings:
    """Reads ``*.toml`` of the folders ``shipped`` and ``own`` when first asked. A folder need not exist; a faulty file is
    left out and told in ``faults``. New phrases go into ``own.toml`` (where that is faulty, ``own-2.toml`` …)."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._shipped, self._own = shipped, own
        self._read: tuple[tuple[Phrase, ...], tuple[DataError, ...]] | None = None

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases, the shipped ones first."""
        return self._all()[0]

    @property
    def faults(self) -> tuple[DataError, ...]:
        """What is wrong with files of either folder."""
        return self._all()[1]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of all phrases, each once."""
        return tuple(dict.fromkeys(phrase.topic for phrase in self.phrases if phrase.topic))

    def may_change(self, phrase: Phrase) -> bool:
        """Whether the program wrote the file that ``phrase`` stands in."""
        return phrase.file == f"{_OWN}.toml" or phrase.file.startswith(f"{_OWN}-")

    def add(self, phrase: Phrase) -> Phrase:
        """Keep ``phrase`` as the user's own; one that is there already with the same words and place is not added twice.
        Returns it as it is kept. Raises DataError for one without words, OutputError when the folder can't be written."""
        new = _tidied(phrase)
        same = next((one for one in self.phrases if one.file and replace(one, file="") == new), None)
        if same is not None:
            return same
        path = self._writable()
        self._write(path, lambda held: (*held, new))
        return replace(new, file=path.name)

    def change(self, old: Phrase, new: Phrase) -> Phrase:
        """``new`` in the place of ``old``, which is the user's own. Raises as ``add``."""
        tidy = replace(_tidied(new), file=old.file)
        self._write(self._own / old.file, lambda held: tuple(tidy if one == old else one for one in held))
        return tidy

    def remove(self, phrase: Phrase) -> None:
        """Take the user's own ``phrase`` away. Raises OutputError when the folder can't be written."""
        self._write(self._own / phrase.file, lambda held: tuple(one for one in held if one != phrase))

    def _writable(self) -> Path:
        """The first file of our own that can be read, or is not there yet: a faulty one is left as it is."""
        number, path = 1, self._own / f"{_OWN}.toml"
        while path.exists():
            try:
                load_wording(path)
            except DataError:
                number += 1
                path = self._own / f"{_OWN}-{number}.toml"
            else:
                break
        return path

    def _write(self, path: Path, change: Callable[[tuple[Phrase, ...]], tuple[Phrase, ...]]) -> None:
        held = load_wording(path, own=True) if path.exists() else ()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise OutputError(f"不能写入常用语文件夹“{path.parent}”，没有保存；请检查它的权限。") from fault
        files.write_atomically(path, dump_wording(change(held)))
        self._read = None

    def _all(self) -> tuple[tuple[Phrase, ...], tuple[DataError, ...]]:
        if self._read is None:
            phrases: list[Phrase] = []
            faults: list[DataError] = []
            for folder in (self._shipped, self._own):
                for path in _files(folder):
                    try:
                        phrases += load_wording(path, own=folder is self._own)
                    except DataError as fault:
                        faults.append(fault)
            self._read = tuple(phrases), tuple(faults)
        return self._read


def _tidied(phrase: Phrase) -> Phrase:
    text, topic = single_line(phrase.text).strip(), single_line(phrase.topic).strip()
    if not text:
        raise DataError("常用语还没有文字，没有保存；请先写上。")
    return replace(phrase, text=text.replace("\x7f", ""), topic=topic.replace("\x7f", ""), file="")


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith((".", "~")))
    except OSError:
        return []
