"""Encrypted Word files ([MS-OFFCRYPTO]): opened with their password, in the child process alone."""

from __future__ import annotations

import io
import struct
from xml.parsers.expat import ExpatError

from huibao.errors import InputError, PasswordNeeded

WANTED = "“{name}”加了打开密码；请输入密码后打开。"
_WRONG = "密码不对，“{name}”没有打开；请注意大小写和全角半角，再输一次。"
_UNKNOWN = "“{name}”的加密方式不认识，读不了；请用 Word 或 WPS 输入密码打开，去掉密码后另存，再打开。"


def decrypt(data: bytes, name: str, password: str | None) -> bytes:
    """The file without its encryption: a .docx, or a .doc. Raises PasswordNeeded without a password and for a wrong one,
    InputError when the encryption is none that is known here."""
    if not password:
        raise PasswordNeeded(WANTED.format(name=name))
    import msoffcrypto
    from msoffcrypto import exceptions

    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if file.format == "ooxml":
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)
        file.decrypt(out)
    except exceptions.InvalidKeyError as error:
        raise PasswordNeeded(_WRONG.format(name=name), wrong=True) from error
    except (*_FAULTS, exceptions.DecryptionError, exceptions.FileFormatError, exceptions.ParseError) as error:
        raise InputError(_UNKNOWN.format(name=name)) from error
    return out.getvalue()


# What a damaged header of an encrypted file makes the library raise.
_FAULTS = (
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    OverflowError,
    ExpatError,
    struct.error,
)
