"""The process that parses a received file: ``python -m huibao.formats.child``, held to 5 s and 500 MB.

It reads a ``wire.Request`` from its standard input and writes a ``wire.Answer`` to its standard output. Whatever a file
does to a parser, it does it here: the parent sees an answer or a death. Imports stay few, for each costs at every start.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from huibao.errors import InputError, PasswordNeeded
from huibao.formats import wire

if TYPE_CHECKING:
    from huibao.model.source import Source

SECONDS = 5
MEMORY = 500 * 1024 * 1024
OFFICE_MEMORY = 3 * 1024 * 1024 * 1024
_SCRATCH = 100 * 1024 * 1024  # a library decrypts into a temporary file, LibreOffice writes one
ARGUMENT = "--read-received-file"
"""What a frozen program, which has no ``-m``, is started with to be this process."""

TOO_MUCH_MEMORY = "读这个文件要用的内存太多，已经停下；请用 Word 或 WPS 把它分成几份，或另存为一份新的 .docx，再打开。"
TOO_DEEP = "文件的内部结构层层嵌套得不正常，没有打开；请用 Word 或 WPS 打开后另存为一份新的 .docx，再打开那一份。"
FAILED = "文件的内容不正常，没能读出来；请用 Word 或 WPS 打开后另存为一份新的 .docx，再打开那一份。"
_MACROS = "原文件带有宏，宏没有运行，也没有带入。"


def main() -> int:
    """Read one request, answer it; returns the exit code. With arguments: become that program, under wider limits."""
    program = [argument for argument in sys.argv[1:] if argument != ARGUMENT]
    if program:
        limit(OFFICE_MEMORY)  # how long it may take is the parent's to say: it ends all that a program starts
        os.execv(program[0], program)
    limit(MEMORY, SECONDS)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answer's bytes
    try:
        answer = answered(wire.unpack_request(sys.stdin.buffer.read()))
        packed = wire.pack_answer(answer)
    except MemoryError:
        packed = wire.pack_answer(wire.Answer(error=TOO_MUCH_MEMORY))
    with out:
        out.write(packed)
    return 0


def answered(request: wire.Request) -> wire.Answer:
    """What reading the file gives: its content, or what to tell the user."""
    try:
        return wire.answer_of(read_source(request))
    except PasswordNeeded as error:
        return wire.Answer(error=error.message, password=True, wrong=error.wrong)
    except InputError as error:
        return wire.Answer(error=error.message, fault=_place(error.__cause__) if error.__cause__ else "")
    except RecursionError as error:
        return wire.Answer(error=TOO_DEEP, fault=_place(error))
    except MemoryError:
        return wire.Answer(error=TOO_MUCH_MEMORY)
    except Exception as error:  # noqa: BLE001  a fault in a reader is told as one; the parent logs where it was
        return wire.Answer(error=FAILED, fault=_place(error))


def read_source(request: wire.Request) -> Source:
    """The file's content, by the reader for its kind. Raises InputError."""
    data, kind = request.data, request.kind
    if kind == "encrypted":
        from huibao.formats import sniff
        from huibao.formats.password import decrypt

        data = decrypt(data, request.name, request.password)
        kind = sniff.kind_of(data)
        if kind not in ("docx", "docm"):
            raise sniff.refuse(kind, request.name)
    if kind == "doc":
        return _read_doc(data, request)
    if kind == "html":
        from huibao.formats.html.reader import read_html

        return read_html(data)
    from huibao.formats.docx.reader import read_docx, read_flat

    if kind == "flat":
        return read_flat(data)
    source = read_docx(data)
    return replace(source, notes=(*source.notes, _MACROS)) if kind == "docm" else source


def _read_doc(data: bytes, request: wire.Request) -> Source:
    from huibao.formats.doc.binary import is_encrypted
    from huibao.formats.doc.reader import read_doc

    if is_encrypted(data):
        from huibao.formats.password import decrypt

        data = decrypt(data, request.name, request.password)
    return read_doc(data)


def limit(memory: int, seconds: int = 0) -> None:
    """Hold this process to ``memory`` bytes, and to ``seconds`` from now (0: no limit): beyond, it ends or gets a
    MemoryError. On Windows time is the parent's to watch."""
    if sys.platform == "win32":
        from huibao.formats.windows_job import limit_memory

        limit_memory(memory)
        return
    import resource
    import signal

    limits = [(resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _SCRATCH)]
    if seconds:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        limits.append((resource.RLIMIT_CPU, seconds + 1))
    for what, amount in limits:
        hard = resource.getrlimit(what)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with suppress(ValueError, OSError):  # not every system knows every limit
            resource.setrlimit(what, (amount, amount))


def _place(error: BaseException) -> str:
    """What kind of error it is and where it arose, innermost last; never its message, which may hold the file's text."""
    places, trace = [], error.__traceback__
    while trace is not None:
        places.append(f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join((type(error).__name__, *places[-4:]))


if __name__ == "__main__":
    sys.exit(main())
