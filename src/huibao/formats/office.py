"""LibreOffice, where it is installed, reads what needs it: .rtf, .odt, Word 2003 XML, and old Word files that fail here.

It runs in a profile of its own that forbids it to load anything from outside: without that one linked picture makes it
open connections.
"""

from __future__ import annotations

import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path

SECONDS = 60
FAILED = "LibreOffice 没能读出这个文件；请用 Word 或 WPS 打开后另存为 .docx，再打开那一份。"
NOTE = "这个文件是借助 LibreOffice 读入的，版式可能与原文略有出入，请对照原文检查。"
_LARGEST = 50 * 1024 * 1024
_OUT = "received.docx"
_FILTERS = {"rtf": "Rich Text Format", "odt": "writer8", "doc": "MS Word 97", "wordxml": "MS Word 2003 XML"}

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SAFE = (
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        "false",
    ),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)


@lru_cache(maxsize=1)
def program() -> str:
    """The path of LibreOffice, "" when it is not installed (in the usual places)."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    if sys.platform == "win32":
        places = [Path(os.environ[name]) for name in ("ProgramFiles", "ProgramFiles(x86)") if os.environ.get(name)]
        known = [place / "LibreOffice" / "program" / "soffice.exe" for place in places]
    else:
        known = [Path(place) / "program" / "soffice" for place in ("/usr/lib/libreoffice", "/opt/libreoffice")]
        known += sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        known.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(place) for place in known if place.is_file()), "")


def convert_command(data: bytes, kind: str, folder: Path) -> list[str]:
    """The command that turns ``data`` into a .docx within the empty ``folder``, where all it needs is put."""
    received = folder / f"received.{kind}"
    received.write_bytes(data)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")
    (folder / "out").mkdir()
    return [
        program(),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *"--headless --norestore --nologo --nolockcheck --nodefault".split(),
        f"--infilter={_FILTERS[kind]}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(received)),
    ]


def converted(folder: Path) -> bytes | None:
    """What came of it; None when nothing did, or something too large."""
    made = folder / "out" / _OUT
    try:
        return made.read_bytes() if made.stat().st_size <= _LARGEST else None
    except OSError:
        return None
