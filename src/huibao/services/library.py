"""The templates and format profiles at hand: the shipped ones, and the user's own, which take their place by id."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from huibao.errors import DataError
from huibao.formats.profiles import load_profile
from huibao.formats.templates import load_template
from huibao.formats.years import joined, load_year_words
from huibao.model.profile import Profile
from huibao.model.template import Template
from huibao.model.years import YearWords

DEFAULT_PROFILE = "gbt9704"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


class Library:
    """Reads ``templates/*.toml`` and ``profiles/*.toml`` of both folders when first asked for them, and keeps them.

    A folder need not exist. A faulty file is left out and said in ``faults``; the others still load.
    """

    def __init__(self, resources_dir: Path, user_dir: Path) -> None:
        self._folders = (resources_dir, user_dir)

    @property
    def own_folder(self) -> Path:
        """Where the user's own files are; may not exist yet."""
        return self._folders[1]

    @property
    def faults(self) -> tuple[DataError, ...]:
        """What is wrong with files of either folder, templates first."""
        return self._templates[1] + self._profiles[1] + self._year_words[1]

    @property
    def templates(self) -> tuple[Template, ...]:
        """All templates by ``order``, then by id."""
        return tuple(sorted(self._templates[0].values(), key=lambda template: (template.order, template.id)))

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """All profiles, the default first, then by id."""
        return tuple(
            sorted(self._profiles[0].values(), key=lambda profile: (profile.id != DEFAULT_PROFILE, profile.id))
        )

    def template(self, id: str) -> Template | None:
        """The template ``id``, None when there is none (a report from elsewhere, a template that was taken away)."""
        return self._templates[0].get(id)

    def profile(self, id: str = DEFAULT_PROFILE) -> Profile:
        """The profile ``id``; the default one where there is none of that id; bare GB/T 9704 values at the worst."""
        found = self._profiles[0]
        return found.get(id) or found.get(DEFAULT_PROFILE) or Profile()

    @property
    def year_words(self) -> YearWords:
        """Campaigns, meetings and other words that go out of date: the shipped ones with the user's own on top."""
        return self._year_words[0]

    def reload(self) -> None:
        """Read the folders again at the next question."""
        for name in ("_templates", "_profiles", "_year_words"):
            self.__dict__.pop(name, None)

    @cached_property
    def _templates(self) -> tuple[dict[str, Template], tuple[DataError, ...]]:
        return self._read("templates", "模板", load_template)

    @cached_property
    def _profiles(self) -> tuple[dict[str, Profile], tuple[DataError, ...]]:
        return self._read("profiles", "版式", load_profile)

    @cached_property
    def _year_words(self) -> tuple[YearWords, tuple[DataError, ...]]:
        words = YearWords()
        faults: tuple[DataError, ...] = ()
        for folder in self._folders:
            path = folder / "vocabulary" / "years.toml"
            if path.is_file():
                try:
                    words = joined(words, load_year_words(path))
                except DataError as fault:
                    faults = (*faults, fault)
        return words, faults

    def _read(
        self, kind: str, what: str, load: Callable[[Path], _Item]
    ) -> tuple[dict[str, _Item], tuple[DataError, ...]]:
        found: dict[str, _Item] = {}
        faults: list[DataError] = []
        for folder in self._folders:
            of_folder: dict[str, Path] = {}
            for path in _files(folder / kind):
                try:
                    item = load(path)
                except DataError as fault:
                    faults.append(fault)
                    continue
                if item.id in of_folder:
                    first = of_folder[item.id].name
                    faults.append(
                        DataError(f"{what}文件“{path.name}”的编号“{item.id}”已经被“{first}”用了，请改成别的编号。")
                    )
                    continue
                of_folder[item.id] = path
                found[item.id] = item
        return found, tuple(faults)


def _files(folder: Path) -> list[Path]:
    """The TOML files of ``folder`` by name; none when it isn't there or can't be listed."""
    try:
        return sorted(
            path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith((".", "~"))
        )
    except OSError:
        return []
