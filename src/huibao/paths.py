"""The only finder of ``resources/`` (source tree, wheel, frozen bundle) and of the user's folders."""

import sys
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("huibao", appauthor=False, roaming=False)


@cache
def resources() -> Path:
    """The folder of templates, profiles, icons and the reference document. Raises FileNotFoundError when it is gone."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [here / "resources", here.parent.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if (folder / "templates").is_dir() or (folder / "profiles").is_dir():
            return folder
    raise FileNotFoundError(f"resources/ not found beside {here}")


def user_data() -> Path:
    """Where a user's own templates, profiles and wording live; may not exist yet."""
    return Path(_DIRS.user_data_dir)


def user_config() -> Path:
    """Where settings live; may not exist yet."""
    return Path(_DIRS.user_config_dir)


def user_state() -> Path:
    """Where recovery copies and the log live; may not exist yet."""
    return Path(_DIRS.user_state_dir)
