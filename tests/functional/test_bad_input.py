"""Bad input through the real command line: one clear Chinese sentence, exit 1, nothing written."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TEXT = "社区2023年工作总结\n一、主要工作\n开展志愿活动12次。\n二、存在的问题\n1.学习不够深入。学用结合不紧。\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def huibao(root: Path, home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program, as a shell would call it."""

    def call(*args: object, bound: bool = False) -> subprocess.CompletedProcess[str]:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "PYTHON"))}
        env |= {"HOME": str(home), "LOCALAPPDATA": str(home), "APPDATA": str(home), "PYTHONPATH": str(root / "src")}
        env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "huibao", *map(str, args)]
        if bound:
            command = [*bound_by_permissions(), *command]
        return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False)

    return call


def bound_by_permissions() -> list[str]:
    """What to put before a command so that permissions hold for it, even when root runs the tests."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may do anything, and there is no setpriv to bind it")
    without = "-dac_override,-dac_read_search"
    return [setpriv, f"--bounding-set={without}", f"--inh-caps={without}"]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def ole(stream: str) -> bytes:
    """An OLE file whose directory names ``stream``."""
    entry = stream.encode("utf-16-le") + b"\0\0"
    directory = entry.ljust(64, b"\0") + len(entry).to_bytes(2, "little") + bytes(62)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + directory * 4


CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCX = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<w:document/>"}

BAD = {
    "empty": ("总结.docx", b"", "空文件"),
    "empty text": ("总结.txt", b"", "空文件"),
    "only blanks": ("总结.txt", b" \r\n\r\n ", "空文件"),
    "no readable kind": ("总结.docx", bytes(range(256)) * 40, "认不出"),
    "picture": ("总结.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "认不出"),
    "PDF": ("总结.docx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "empty web page": ("总结.doc", b"<html><body><script>a</script></body></html>", "没有文字"),
    "spreadsheet": ("总结.docx", ole("Workbook"), "Excel"),
    "old Word": ("总结.doc", ole("WordDocument"), "损坏"),
    "broken zip": ("总结.docx", zipped(DOCX)[:200], "损坏"),
    "broken part": ("总结.docx", zipped({**DOCX, "word/document.xml": b"<w:document"}), "。"),
    "zip of files": ("总结.zip", zipped({"总结.txt": TEXT.encode()}), "压缩包"),
    "encrypted": ("总结.docx", ole("EncryptedPackage"), "密码"),
    "DLP": ("总结.docx", b"%TSD-Header-###%" + bytes(range(256)) * 4, "DLP"),
    "DOCTYPE": (
        "总结.docx",
        zipped({**DOCX, "word/document.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "安全",
    ),
    "zip bomb": ("总结.docx", zipped({**DOCX, "word/media/a.png": bytes(60 * 1024 * 1024)}), "大"),
    "entries": ("总结.docx", zipped({**DOCX, **{f"a{n}": b"" for n in range(2_100)}}), "大"),
    "damaged native file": ("总结.huibao", b"PK\x03\x04" + bytes(22) + b"\x08\x00\x00\x00mimetype", "损坏"),
    "lock file": ("~$总结.docx", bytes([4]) + b"Wang".ljust(53) + bytes([4, 0]) + bytes(106), "~$"),
}


def state(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_refused(done: subprocess.CompletedProcess[str], said: str) -> None:
    """Exit 1 and one line of Chinese that ends like a sentence."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert re.fullmatch(r"[^\n]*[\u4e00-\u9fff][^\n]*。\n", done.stderr), done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "内部出错" not in done.stderr


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_and_nothing_is_written(
    huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, name: str
) -> None:
    file, data, said = BAD[name]
    path = tmp_path / file
    path.write_bytes(data)
    before = state(tmp_path)
    assert_refused(huibao("convert", path, "-o", tmp_path / "out.huibao"), said)
    assert state(tmp_path) == before


@pytest.mark.parametrize("command", [("outline", "--json"), ("check", "--json"), ("outline",), ("check",)])
def test_every_command_refuses_alike(
    huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *options = command
    assert_refused(huibao(name, tmp_path / "没有.docx", *options), "找不到")


def test_a_missing_file_or_folder_is_said(
    huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    for path in (tmp_path / "没有.docx", tmp_path / "没有" / "总结.docx"):
        assert_refused(huibao("convert", path, "-o", tmp_path / "out.docx"), "找不到")
    assert_refused(huibao("outline", tmp_path), "文件夹")
    assert state(tmp_path) == {}


@posix
def test_a_pipe_does_not_hang_the_program(
    huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert_refused(huibao("outline", tmp_path / "pipe.txt", "--json"), "管道")


def test_a_file_over_the_limit_is_said(huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    with (tmp_path / "big.docx").open("wb") as file:
        file.write(zipped(DOCX))
        file.truncate(51 * 1024 * 1024)
    assert_refused(huibao("outline", tmp_path / "big.docx", "--json"), "50 MB")


@posix
def test_an_unreadable_file_is_said(huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert_refused(huibao("outline", path, "--json", bound=True), "权限")


def test_plain_text_named_docx_opens_with_a_note(
    huibao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    path = tmp_path / "总结.docx"
    path.write_text(TEXT, encoding="utf-8")
    done = huibao("outline", path, "--json")
    assert done.returncode == 0
    assert "纯文本" in done.stdout
    assert "开展志愿活动12次。" in done.stdout
    assert huibao("convert", path, "-o", tmp_path / "out.huibao").returncode == 0
    assert path.read_text("utf-8") == TEXT


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A good file."""
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["huibao", "docx", "pdf", "txt", "xlsx"])
def test_a_place_that_cannot_be_written_is_said(
    huibao: Callable[..., subprocess.CompletedProcess[str]], source: Path, tmp_path: Path, kind: str
) -> None:
    before = state(tmp_path)
    assert_refused(huibao("convert", source, "-o", tmp_path / "没有" / f"out.{kind}"), "文件夹不存在")
    assert_refused(huibao("convert", source, "-o", source / f"out.{kind}"), "文件夹不存在")
    (tmp_path / f"folder.{kind}").mkdir()
    assert_refused(huibao("convert", source, "-o", tmp_path / f"folder.{kind}"), "文件夹")
    assert state(tmp_path) == before


@posix
@pytest.mark.parametrize("what", ["folder", "file"])
def test_no_permission_to_write_is_said(
    huibao: Callable[..., subprocess.CompletedProcess[str]], source: Path, tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    target = folder / "out.docx"
    if what == "file":
        target.write_bytes(b"old")
        target.chmod(0o444)
    else:
        folder.chmod(0o555)
    assert_refused(huibao("convert", source, "-o", target, bound=True), "只读" if what == "file" else "权限")
    folder.chmod(0o755)
    assert state(folder) == ({"out.docx": hashlib.sha256(b"old").hexdigest()} if what == "file" else {})


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 kB; the test is skipped where it can't be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=8k", "huibao-test", str(disk)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a file system of our own can't be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_full_disk_is_said_and_the_old_file_stays(
    huibao: Callable[..., subprocess.CompletedProcess[str]], source: Path, tiny_disk: Path, kind: str
) -> None:
    target = tiny_disk / f"out.{kind}"
    target.write_bytes(b"old")
    assert_refused(huibao("convert", source, "-o", target), "空间不足")
    assert [path.name for path in tiny_disk.iterdir()] == [target.name]
    assert target.read_bytes() == b"old"


def test_json_stays_utf_8_under_any_locale(root: Path, home: Path, source: Path) -> None:
    env = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    env |= {"PYTHONPATH": str(root / "src"), "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "huibao", "outline"]
    done = subprocess.run([*command, str(source), "--json"], env=env, capture_output=True, check=False)
    assert done.returncode == 0
    assert "主要工作" in done.stdout.decode("utf-8")
    refused = subprocess.run([*command, str(root), "--json"], env=env, capture_output=True, check=False)
    assert "文件夹" in refused.stderr.decode("utf-8")


def test_a_fault_of_our_own_is_one_sentence_and_its_place_is_in_the_log(root: Path, home: Path, source: Path) -> None:
    code = (
        "import sys\nfrom huibao.main import main\nfrom huibao.services import documents\n"
        "def fail(*args, **more):\n    raise RuntimeError('学用结合不紧')\n"
        "documents.open_document = fail\nsys.exit(main(sys.argv[1:]))\n"
    )
    env = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LOCALAPPDATA": str(home)}
    env |= {"PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, "outline", str(source), "--json"]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"程序内部出错[^\n]*。\n", done.stderr)
    (log,) = home.rglob("huibao.log")
    assert str(log) in done.stderr
    text = log.read_text("utf-8")
    assert "RuntimeError" in text
    assert "commands.py:" in text
    assert "学用结合" not in text


@posix
def test_a_reader_that_goes_away_is_no_fault(root: Path, home: Path, source: Path) -> None:
    env = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "PYTHONPATH": str(root / "src")}
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "huibao", "outline", str(source), "--json"]
    done = subprocess.run(command, env=env, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.stderr == b""
