"""Who runs this program, on which computer, and whether one of its processes still runs."""

from __future__ import annotations

import getpass
import os
import platform
import sys


def user() -> str:
    """The name of the one who is logged in, "" when the system does not tell."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


def computer() -> str:
    """This computer's name, "" when it has none."""
    return platform.node()


def is_running(pid: int) -> bool:
    """Whether a process ``pid`` runs on this computer; True when that can't be told."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)  # signal 0 asks, and does nothing
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


if sys.platform == "win32":
    import ctypes

    _QUERY_LIMITED = 0x1000
    _INVALID_PARAMETER = 87
    _STILL_ACTIVE = 259

    def _is_running_on_windows(pid: int) -> bool:
        """os.kill would end the process there."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
        if not handle:
            return ctypes.get_last_error() != _INVALID_PARAMETER
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return not known or code.value == _STILL_ACTIVE
