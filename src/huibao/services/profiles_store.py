"""The user's own format profiles: written as TOML into the user's folder, chosen by id. What we ship is never changed."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from huibao.errors import HuibaoError, OutputError
from huibao.formats.profile_data import dump_profile
from huibao.formats.profiles import load_profile
from huibao.model.profile import Profile
from huibao.services import files
from huibao.services.library import Library

_PREFIX = "own-"


def is_own(profile: Profile, library: Library) -> bool:
    """Whether ``profile`` was written by ``save_profile``: it may be written over. A file that the user made by hand, with
    comments and other habits, is not."""
    return profile.id.startswith(_PREFIX) and _path(profile.id, library).is_file()


def save_profile(profile: Profile, library: Library, over: bool = False) -> Profile:
    """Keep ``profile`` as the user's own; returns it as ``library`` knows it from now on, under an id of its own.

    ``over``: in place of the own profile with that id; otherwise a profile that is there already with the very same
    values is taken. Raises DataError when the values are faulty, OutputError when the folder can't be written.
    """
    wanted = profile if over and is_own(profile, library) else replace(profile, id=_fresh_id(library))
    if wanted is not profile:
        same = next((one for one in library.profiles if replace(one, id=wanted.id) == wanted), None)
        if same is not None:
            return same
    data = dump_profile(wanted)
    _check(data, wanted)
    path = _path(wanted.id, library)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputError(f"不能写入版式文件夹“{path.parent}”，版式没有保存；请检查它的权限。") from fault
    files.write_atomically(path, data)
    library.reload()
    return library.profile(wanted.id)


def remove_profile(profile: Profile, library: Library) -> None:
    """Take an own profile away; reports that use it fall back to the default one. Raises OutputError when it can't be."""
    if not is_own(profile, library):
        return
    path = _path(profile.id, library)
    try:
        path.unlink()
    except OSError as fault:
        raise OutputError(f"不能删除版式“{profile.name}”；请检查文件夹“{path.parent}”的权限。") from fault
    library.reload()


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, or with a number behind it where that name is taken."""
    names = set(taken)
    number, name = 2, wanted
    while name in names:
        name, number = f"{wanted}（{number}）", number + 1
    return name


def _path(id_: str, library: Library) -> Path:
    return library.own_folder / "profiles" / f"{id_}.toml"


def _fresh_id(library: Library) -> str:
    taken = {profile.id for profile in library.profiles}
    while (made := _PREFIX + secrets.token_hex(4)) in taken:
        pass
    return made


def _check(data: bytes, profile: Profile) -> None:
    """What is about to be written can be read and says what it should."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{profile.id}.toml"
        path.write_bytes(data)
        if load_profile(path) != profile:
            raise HuibaoError("版式里有不能保存的内容，没有保存；请检查刚才修改的各项。")
