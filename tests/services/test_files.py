"""Files are read with a sentence for everything that can be wrong, and written whole or not at all."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from huibao.errors import InputError, OutputError
from huibao.services import files

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
not_root = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may do anything")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "总结.huibao"
    path.write_bytes(b"old")
    return path


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_read_whole(old: Path) -> None:
    assert files.read_file(old) == b"old"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "找不到"),
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: path.write_bytes(b""), "空文件"),
        (lambda path: path.symlink_to(path), "链接"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_name(tmp_path: Path, make: Any, said: str) -> None:
    path = tmp_path / "去年总结.docx"
    make(path)
    with pytest.raises(InputError) as error:
        files.read_file(path)
    assert said in error.value.message
    assert "去年总结.docx" in error.value.message


def test_a_file_in_a_file_is_missing(old: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        files.read_file(old / "a.txt")


def test_impossible_names_are_refused() -> None:
    for name in ("a\0b.txt", "长" * 5000):
        with pytest.raises(InputError):
            files.read_file(Path(name))


@posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="管道"):
        files.read_file(pipe)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.docx"
    with path.open("wb") as file:
        file.truncate(files.LIMIT + 1)
    with pytest.raises(InputError, match="50 MB"):
        files.read_file(path)
    assert len(files.read_file(path, limit=files.LIMIT + 1)) == files.LIMIT + 1


@not_root
def test_an_unreadable_file_is_said(old: Path) -> None:
    old.chmod(0)
    with pytest.raises(InputError, match="权限"):
        files.read_file(old)


def test_a_new_file_is_written_with_nothing_left_beside_it(tmp_path: Path) -> None:
    files.write_atomically(tmp_path / "新.docx", b"new")
    assert (tmp_path / "新.docx").read_bytes() == b"new"
    assert left_behind(tmp_path) == ["新.docx"]


def test_an_old_file_is_replaced(old: Path) -> None:
    files.write_atomically(old, b"new")
    assert old.read_bytes() == b"new"
    assert left_behind(old.parent) == [old.name]


@posix
def test_permissions_stay_and_new_files_get_the_usual_ones(old: Path) -> None:
    old.chmod(0o640)
    files.write_atomically(old, b"new")
    assert old.stat().st_mode & 0o777 == 0o640
    usual, new = old.parent / "usual", old.parent / "new"
    usual.touch()
    files.write_atomically(new, b"new")
    assert new.stat().st_mode == usual.stat().st_mode


@posix
def test_a_link_stays_a_link(old: Path) -> None:
    link = old.parent / "link.huibao"
    link.symlink_to(old)
    files.write_atomically(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def failing(*args: object, **more: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_at_any_step_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(files.os, step, failing)
    with pytest.raises(OutputError, match="空间不足"):
        files.write_atomically(old, b"new")
    assert old.read_bytes() == b"old"
    assert left_behind(old.parent) == [old.name]


def test_what_reads_back_differently_is_not_put_in_place(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"truncat")
    with pytest.raises(OutputError, match="出错"):
        files.write_atomically(old, b"truncated")
    monkeypatch.undo()
    assert old.read_bytes() == b"old"
    assert left_behind(old.parent) == [old.name]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB; the test is skipped where it can't be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=64k", "huibao-test", str(disk)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a file system of our own can't be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_truly_full_disk_leaves_the_old_file(tiny_disk: Path) -> None:
    path = tiny_disk / "总结.huibao"
    files.write_atomically(path, b"old")
    with pytest.raises(OutputError, match="空间不足"):
        files.write_atomically(path, os.urandom(300_000))
    assert path.read_bytes() == b"old"
    assert left_behind(tiny_disk) == [path.name]


class HeldByAnotherError(PermissionError):
    winerror = 32


def test_a_file_that_windows_holds_for_a_moment_is_tried_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, tries = os.replace, []

    def held_twice(source: Path, target: Path) -> None:
        tries.append(source)
        if len(tries) < 3:
            raise HeldByAnotherError("held")
        replace(source, target)

    monkeypatch.setattr(files.os, "replace", held_twice)
    files.write_atomically(old, b"new")
    assert old.read_bytes() == b"new"
    assert len(tries) == 3


def test_a_file_that_stays_open_elsewhere_is_said_to_be_in_use(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(source: Path, target: Path) -> None:
        raise HeldByAnotherError("held")

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files, "_RETRY_FOR", 0.1)
    with pytest.raises(OutputError, match="WPS") as error:
        files.write_atomically(old, b"new")
    assert error.value.in_use
    assert old.read_bytes() == b"old"
    assert left_behind(old.parent) == [old.name]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "只读"),
        (errno.EACCES, "权限"),
        (errno.EDQUOT, "空间不足"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EIO, "出错"),
    ],
)
def test_each_fault_of_a_disk_has_its_sentence(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def fail(*args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "replace", fail)
    with pytest.raises(OutputError, match=said) as error:
        files.write_atomically(old, b"new")
    assert not error.value.in_use
    assert old.name in error.value.message or number == errno.ENAMETOOLONG


def test_a_folder_or_a_missing_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="文件夹"):
        files.write_atomically(tmp_path, b"new")
    with pytest.raises(OutputError, match="不存在"):
        files.write_atomically(tmp_path / "no" / "a.docx", b"new")
    assert left_behind(tmp_path) == []


@not_root
def test_a_read_only_file_and_folder_are_respected(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(OutputError, match="只读"):
        files.write_atomically(old, b"new")
    old.parent.chmod(0o555)
    with pytest.raises(OutputError, match="权限"):
        files.write_atomically(old.parent / "new", b"new")
    old.parent.chmod(0o755)
    assert left_behind(old.parent) == [old.name]


def word_owner_file(name: str) -> bytes:
    code_page, wide = name.encode("gbk"), name.encode("utf-16-le")
    return (
        bytes([len(code_page)]) + code_page.ljust(53) + bytes([len(name), 0]) + wide.ljust(106, b" ")
    )  # 162 bytes, as Word writes them


@pytest.mark.parametrize(
    ("lock", "content", "holder"),
    [
        (".~lock.社区总结.docx#", "王芳,wang,PC-3,16.11.2023 09:00,file:///home/wang;".encode(), "王芳"),
        (".~lock.社区总结.docx#", b",wang,PC-3,16.11.2023 09:00,file:///home/wang;", "wang"),
        (".~lock.社区总结.docx#", b"", ""),
        ("~$社区总结.docx", word_owner_file("李强"), "李强"),
        ("~$总结.docx", word_owner_file("Li Qiang"), "Li Qiang"),
        (".~社区总结.docx", b"", ""),
    ],
)
def test_the_lock_files_of_office_programs_name_who_has_it_open(
    tmp_path: Path, lock: str, content: bytes, holder: str
) -> None:
    target = tmp_path / "社区总结.docx"
    assert files.open_elsewhere(target) is None
    (tmp_path / lock).write_bytes(content)
    assert files.open_elsewhere(target) == holder
