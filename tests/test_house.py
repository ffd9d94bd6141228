"""The floors of the house, the pins, and what goes into the wheel."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect

SRC = Path(__file__).resolve().parent.parent / "src"
FILES = sorted((SRC / "huibao").rglob("*.py"))

# Who alone may import what. The longest name that fits a module decides.
KEPT_TO = {
    "PySide6": ("huibao.gui", "huibao.layout"),
    "PySide6.QtWidgets": ("huibao.gui",),
    "docx": ("huibao.formats.docx",),
    "platformdirs": ("huibao.paths",),
}
NETWORK = {"asyncio", "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
           "urllib.request", "xmlrpc", "PySide6.QtNetwork", "webbrowser"}  # fmt: skip


def module_of(file: Path) -> str:
    parts = file.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def imports_of(file: Path) -> Iterator[str]:
    """The full names that a file imports, relative ones resolved; ``from a import b`` gives ``a.b``."""
    module = module_of(file)
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            origin = ".".join(part for part in (base, node.module) if part)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def test_import_contracts_are_kept(root: Path) -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    env = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_library_is_imported_only_where_it_belongs() -> None:
    strays = []
    for file in FILES:
        for name in imports_of(file):
            rules = [library for library in KEPT_TO if is_in(name, library)]
            if rules and not any(is_in(module_of(file), place) for place in KEPT_TO[max(rules, key=len)]):
                strays.append(f"{module_of(file)} imports {name}")
    assert strays == []


def test_the_model_needs_only_the_standard_library() -> None:
    strays = []
    for file in (file for file in FILES if is_in(module_of(file), "huibao.model")):
        for name in imports_of(file):
            ours = is_in(name, "huibao.model") or is_in(name, "huibao.errors")
            if not ours and name.split(".")[0] not in sys.stdlib_module_names:
                strays.append(f"{module_of(file)} imports {name}")
    assert strays == []


def test_nothing_can_open_a_network_connection() -> None:
    strays = [
        f"{module_of(file)} imports {name}"
        for file in FILES
        for name in imports_of(file)
        if any(is_in(name, library) for library in NETWORK)
    ]
    assert strays == []


def test_every_file_can_be_held_in_the_head() -> None:
    long = [f"{module_of(file)}: {n} lines" for file in FILES if (n := len(file.read_text("utf-8").splitlines())) > 400]
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 60:
                    long.append(f"{module_of(file)}.{node.name}: {lines} lines")
    assert long == []


def test_qt_calls_lose_no_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 dropped one at most calls and aborted after some thousands of them."""
    thing, rectangle = QObject(), QRect(0, 0, 1, 1)
    before = sys.getrefcount(None)
    for number in range(10_000):
        thing.setObjectName(str(number))
        rectangle.setWidth(number)
        # Where None is immortal (Python 3.12 and later) its count stands still by itself. Seen before the crash.
        assert sys.getrefcount(None) > before - 100


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_the_lock_keeps_qt_below_the_release_that_crashes(root: Path, name: str) -> None:
    lock = (root / "packaging" / "locks" / name).read_text(encoding="utf-8")
    pins = re.findall(r"^pyside6-essentials==(\d+)\.(\d+)\.\d+", lock, flags=re.MULTILINE)
    assert pins
    assert all((6, 7) <= (int(major), int(minor)) < (6, 12) for major, minor in pins)


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_the_lock_has_a_hash_for_every_package_and_names_no_address(root: Path, name: str) -> None:
    lock = (root / "packaging" / "locks" / name).read_text(encoding="utf-8")
    entries = lock.replace("\\\n", " ").splitlines()
    assert entries
    assert [entry for entry in entries if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert "://" not in lock


def test_both_locks_agree(root: Path) -> None:
    def pins(name: str) -> set[str]:
        lock = (root / "packaging" / "locks" / name).read_text(encoding="utf-8")
        return {line.rstrip(" \\") for line in lock.splitlines() if "==" in line}

    assert pins("runtime.txt") < pins("dev.txt")


def test_the_project_asks_for_the_pythons_and_the_qt_that_were_tried(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    qt = [need for need in project["dependencies"] if need.startswith("PySide6")]
    assert project["requires-python"] == ">=3.11,<3.15"
    assert qt
    assert all("<6.12" in need for need in qt)


def test_the_set_up_runs_on_a_bare_python_and_tells_an_old_one_what_is_needed(root: Path) -> None:
    tree = ast.parse((root / "packaging" / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    needed = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    needed |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert needed
    assert needed <= sys.stdlib_module_names


def test_the_readme_names_every_system_package_of_the_set_up(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("dev", root / "packaging" / "dev.py")
    assert spec
    assert spec.loader
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in [*dev.WINDOW_PACKAGES, *dev.TEST_PACKAGES] if name not in readme] == []


def test_the_wheel_carries_the_code_and_all_resources(root: Path, resources: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    code = {file.relative_to(SRC).as_posix() for file in FILES}
    data = {f"huibao/resources/{file.relative_to(resources).as_posix()}" for file in tracked(root, resources)}
    assert code | data <= carried
    assert not any(name.startswith(("tests/", "packaging/")) for name in carried)


def tracked(root: Path, folder: Path) -> list[Path]:
    """The files of ``folder`` that belong to the project; all of them where there is no git to ask."""
    command = ["git", "-c", "core.quotepath=false", "ls-files", "-z", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8") if shutil.which("git") else None
    if done and done.returncode == 0:
        return [root / name for name in done.stdout.split("\0") if name and (root / name).exists()]
    return [file for file in folder.rglob("*") if file.is_file()]
