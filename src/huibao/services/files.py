"""Files on disk: read with a sentence for everything that can be wrong, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
import time
from pathlib import Path

from huibao.errors import InputError, OutputError

MB = 1024 * 1024
LIMIT = 50 * MB
_RETRY_FOR = 5.0
# Windows: a virus scanner or an indexer holds the file for a moment (ERROR_ACCESS_DENIED, sharing and lock violation).
_PASSING = (5, 32, 33)
_OWNER_FILE = 162
_IN_USE = "“{name}”正被其他程序（如 WPS、Word）打开，没有保存；请先关闭它，或另存为其他名称。"


def read_file(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a regular, non-empty file of at most ``limit`` bytes. Raises InputError (missing, folder, no
    permission, device or pipe, empty, too large). Never waits on a pipe."""
    name = path.name or str(path)
    try:
        state = path.stat()
        _check_kind(state.st_mode, name)
        if state.st_size > limit:
            raise too_large(name, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except ValueError as fault:  # a NUL in the path
        raise InputError("文件名中有不能用的字符，请换一个文件。") from fault
    except OSError as fault:
        raise InputError(_why_unreadable(fault, name)) from fault
    if not data:
        raise InputError(f"“{name}”是空文件，里面没有内容；请检查它是否复制完整。")
    if len(data) > limit:  # it grew meanwhile, or the file system does not tell sizes
        raise too_large(name, limit)
    return data


def too_large(name: str, limit: int = LIMIT) -> InputError:
    """The error for a file over ``limit`` bytes."""
    return InputError(f"“{name}”超过 {limit // MB} MB，太大了，没有打开；请把其中的图片压缩或删去一些后再打开。")


def _check_kind(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise InputError(f"“{name}”是文件夹，不是文件；请选择文件夹里的某个文件。")
    if not stat.S_ISREG(mode):
        raise InputError(f"“{name}”不是普通文件（是设备或管道），打不开；请选择一个文档。")


def _why_unreadable(fault: OSError, name: str) -> str:
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return f"找不到“{name}”；请检查文件名和所在位置，它可能已被移走、改名或删除。"
    if isinstance(fault, PermissionError):
        return f"没有权限读取“{name}”，或者它正被其他程序占用；请关闭占用它的程序，或请管理员开放权限。"
    if fault.errno == errno.ENAMETOOLONG:
        return "文件名或路径太长，打不开；请改短后再打开。"
    if fault.errno == errno.ELOOP:
        return f"“{name}”是一个指向自己的链接，打不开；请选择真正的文件。"
    return f"读取“{name}”时出错；磁盘、U 盘或网络位置可能有问题，请重新插拔或把文件复制到本机再打开。"


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` into ``path``, whole: a temporary file in the same folder, flushed to the disk, read back and compared,
    then put in the old file's place. Raises OutputError; the old file is then as it was and the temporary one gone."""
    target = Path(os.path.realpath(path))  # a link stays a link
    name = path.name
    temporary = target.with_name(f".~huibao-{secrets.token_hex(6)}.tmp")
    try:
        _check_target(target, name)
        try:
            _write(temporary, data)
            if target.exists():
                _copy_mode(target, temporary)
            _put_in_place(temporary, target, name)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    except ValueError as fault:
        raise OutputError("文件名中有不能用的字符，没有保存；请换一个名称。") from fault
    except OSError as fault:
        raise OutputError(_why_unwritable(fault, name)) from fault
    _flush_folder(target.parent)


def _check_target(target: Path, name: str) -> None:
    if target.is_dir():
        raise OutputError(f"“{name}”是一个文件夹，不能写成文件；请换一个名称。")
    if target.exists() and not target.is_file():
        raise OutputError(f"“{name}”不是普通文件，不能写入；请换一个名称。")
    # Replacing needs the folder's permission alone, so a file that was made read-only has to be asked for.
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(f"“{name}”是只读文件，没有保存；请取消它的只读属性，或另存为其他名称。")


def _write(temporary: Path, data: bytes) -> None:
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if temporary.read_bytes() != data:
        raise OSError(errno.EIO, "what was read back is not what was written")


def _copy_mode(target: Path, temporary: Path) -> None:
    with contextlib.suppress(OSError):  # a USB stick's file system may know no permissions
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _put_in_place(temporary: Path, target: Path, name: str) -> None:
    """Replace, again and again for five seconds while Windows says that another program has the file for a moment."""
    last = time.monotonic() + _RETRY_FOR
    pause = 0.02
    while True:
        try:
            os.replace(temporary, target)
        except OSError as fault:
            if getattr(fault, "winerror", None) not in _PASSING:
                raise
            if time.monotonic() + pause > last:
                raise OutputError(_IN_USE.format(name=name), in_use=True) from fault
            time.sleep(pause)
            pause = min(pause * 2, 0.5)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """The new name, too, reaches the disk. The file is whole already, so a file system that can't is no error."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why_unwritable(fault: OSError, name: str) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT) or getattr(fault, "winerror", None) in (39, 112):
        return f"磁盘空间不足，“{name}”没有保存；请清理磁盘，或另存到其他磁盘。"
    if fault.errno == errno.EROFS:
        return f"所在的磁盘是只读的，“{name}”没有保存；请另存到其他位置。"
    if isinstance(fault, PermissionError):
        return f"没有权限写入所在的文件夹，“{name}”没有保存；请另存到其他位置。"
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return f"要保存到的文件夹不存在，“{name}”没有保存；请另选位置。"
    if fault.errno == errno.ENAMETOOLONG:
        return "文件名太长，没有保存；请改短后再保存。"
    return f"写入“{name}”时出错，没有保存；磁盘、U 盘或网络位置可能有问题，请另存到其他位置。"


def open_elsewhere(path: Path) -> str | None:
    """Who has ``path`` open in WPS, Word or LibreOffice, as their lock files beside it tell: a name, "" when it is open but
    the name is not known, None when no such file is there (or it is unreadable)."""
    lock = path.with_name(f".~lock.{path.name}#")
    if lock.is_file():
        return _libreoffice_holder(lock)
    for owner in _owner_files(path):
        if owner.is_file():
            return _word_holder(owner)
    return None


def _owner_files(path: Path) -> tuple[Path, ...]:
    """``~$`` before the name; Word puts it in place of the first two characters of a long one; WPS on Linux writes ``.~``."""
    name = path.name
    return tuple(path.with_name(owner) for owner in (f"~${name}", f"~${name[2:]}", f"~${name[1:]}", f".~{name}"))


def _libreoffice_holder(lock: Path) -> str:
    """The first filled one of: full name, login with computer, computer."""
    try:
        fields = lock.read_text("utf-8", errors="replace").split(",")
    except OSError:
        return ""
    return next((field.strip() for field in fields[:3] if field.strip()), "")


def _word_holder(owner: Path) -> str:
    """The user's name in Word's owner file: 1 byte length, 53 bytes of the code page, then length and UTF-16."""
    try:
        data = owner.read_bytes()[: 2 * _OWNER_FILE]
    except OSError:
        return ""
    if len(data) < _OWNER_FILE or not 0 < data[0] <= 52:
        return ""
    wide = data[56 : 56 + 2 * data[54]].decode("utf-16-le", errors="ignore").strip("\x00 ")
    return wide or data[1 : 1 + data[0]].decode("gb18030", errors="ignore").strip("\x00 ")
