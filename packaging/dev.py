"""Set up, run, test and measure this project from a fresh clone, with nothing but a Python.

    python3 packaging/dev.py run [FILE]            the window, or without a screen the same job into out/
    python3 packaging/dev.py test [--long] [ARGS]  linter, types, floors of the house, tests; ARGS go to pytest
    python3 packaging/dev.py bench [ARGS]          the measures of tests/benchmarks, as ratios

On Windows: ``py packaging\\dev.py …``. The environment is ``.venv`` in the repository, made from the locked, hashed
list in ``packaging/locks``. On Debian and its kin missing system packages are installed where that is allowed and
named where it is not. Standard library only.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = ROOT / "packaging" / "locks" / "dev.txt"
OLDEST, NEWEST = (3, 11), (3, 14)

# What the window needs from Debian, Ubuntu, UOS and Kylin: the libraries Qt loads, and a Chinese typeface.
WINDOW_PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libcups2 libwayland-cursor0 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-xinerama0 libxcb-xkb1 fonts-noto-cjk"
).split()
# Only for page pictures and tests: a screen without a screen, hands for it, and readers of what we write.
TEST_PACKAGES = "xvfb openbox xdotool libreoffice-writer poppler-utils fonts-arphic-ukai".split()


class SetupError(Exception):
    """The environment can't be made; the message says what to do."""


def main(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _with_another_python(argv)
    verbs = {"run": run, "test": test, "bench": bench}
    if not argv or argv[0] not in verbs:
        print(__doc__)
        return 0 if argv and argv[0] in ("-h", "--help", "help") else 2
    try:
        return verbs[argv[0]](argv[1:])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _with_another_python(argv: list[str]) -> int:
    """Hand over to a Python of a fitting version, when one is on the PATH."""
    for minor in (13, 12, 11, 14):
        other = shutil.which(f"python3.{minor}")
        # A version manager's stand-in may be there without the version behind it.
        if other and subprocess.call([other, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([other, __file__, *argv])
    print(
        "This needs Python %d.%d to %d.%d; the one running is %d.%d."
        % (*OLDEST, *NEWEST, *sys.version_info[:2]),
        file=sys.stderr,
    )
    return 1


# --- verbs ---------------------------------------------------------------------------------------------------------


def run(args: list[str]) -> int:
    """Open the window with FILE or the sample; without a screen, write its Word file, PDF and page pictures."""
    screen = _has_screen()
    install_system_packages(WINDOW_PACKAGES if screen else [*WINDOW_PACKAGES, "poppler-utils"])
    python = set_up()
    files = [str(Path(arg).absolute()) for arg in args] or [str(sample())]
    if screen:
        return subprocess.call([python, "-m", "huibao", *files])
    print("No screen here: the same job without the window.")
    codes = [_convert(python, Path(name)) for name in files]
    return next((code for code in codes if code), 0)


def test(args: list[str]) -> int:
    """Every check there is, each to its end. Returns the code of the first that failed."""
    install_system_packages([*WINDOW_PACKAGES, *TEST_PACKAGES])
    python = set_up()
    env = dict(os.environ)
    if "--long" in args:
        args = [arg for arg in args if arg != "--long"]
        env["HUIBAO_LONG"] = "1"
    results = [
        ("ruff", _step("ruff", [python, "-m", "ruff", "check", "."])),
        ("mypy", _step("mypy", [python, "-m", "mypy"])),
        ("lint-imports", _step("lint-imports", [str(_script("lint-imports")), "--no-logo"])),
    ]
    with virtual_screen(env):
        results.append(("pytest", _step("pytest", [python, "-m", "pytest", "-q", *args], env)))
    failed = [(name, code) for name, code in results if code]
    if failed:
        print("\nFailed: " + ", ".join(name for name, _ in failed), file=sys.stderr)
    return failed[0][1] if failed else 0


def bench(args: list[str]) -> int:
    """The measures, grouped so that each table shows ours against its yardstick as a ratio of the fastest."""
    install_system_packages(WINDOW_PACKAGES)
    python = set_up()
    options = ["-q", "-s", "--benchmark-group-by=group", "--benchmark-columns=min,median,rounds"]
    command = [python, "-m", "pytest", "tests/benchmarks", *options, *args]
    return _step("benchmarks", command)


def _step(name: str, command: list[str], env: dict[str, str] | None = None) -> int:
    print(f"\n== {name}")
    return subprocess.call(command, cwd=ROOT, env=env)


def _convert(python: str, file: Path) -> int:
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    for suffix in (".docx", ".pdf"):
        target = out / (file.stem + suffix)
        code = subprocess.call([python, "-m", "huibao", "convert", str(file), "-o", str(target)])
        if code:
            return code
        print(f"  {target}")
    if shutil.which("pdftoppm"):
        for old in out.glob("*.png"):
            if old.name.startswith(f"{file.stem}-"):
                old.unlink()
        subprocess.call(["pdftoppm", "-r", "80", "-png", str(target), str(out / file.stem)])
        pages = sorted(page for page in out.glob("*.png") if page.name.startswith(f"{file.stem}-"))
        print("\n".join(f"  {page}" for page in pages))
    return 0


def sample() -> Path:
    """The report that ships with the project."""
    found = sorted((ROOT / "resources" / "samples").glob("*.txt"))
    if not found:
        raise SetupError("There is no sample in resources/samples: name a file.")
    return found[0]


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the environment -----------------------------------------------------------------------------------------------


def set_up() -> str:
    """Make ``.venv`` as the lock says, where it is not so already. Returns its Python."""
    python = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    stamp = VENV / "huibao-lock"
    wanted = f"{ROOT}\n{_fingerprint()}"
    found = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    if found == wanted and _works(python, "import huibao"):
        return _compiled(python)
    moved = bool(found) and not found.startswith(f"{ROOT}\n")
    if moved or not _works(python, "import pip, sys; assert (3, 11) <= sys.version_info[:2] <= (3, 14)"):
        _make_venv()
    stamp.unlink(missing_ok=True)
    print(f"Installing the locked packages into {VENV} …")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _pip([*pip, "--require-hashes", "-r", str(LOCK)])
    _pip([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(wanted, encoding="utf-8")
    return _compiled(python)


def _compiled(python: Path) -> str:
    """``python``, after compiling the sources: without that every start costs half a second more, and where writing
    bytecode is switched off that would never end."""
    subprocess.call([str(python), "-m", "compileall", "-q", str(ROOT / "src")])
    return str(python)


def _fingerprint() -> str:
    """Changes when the lock, or what the editable install is made from, does."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _works(python: Path, code: str) -> bool:
    if not python.exists():
        return False
    return subprocess.call([str(python), "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def _make_venv() -> None:
    package = "python%d.%d-venv" % sys.version_info[:2]
    if not _has_ensurepip():
        install_system_packages([package], needed=True)
        importlib.invalidate_caches()
    if not _has_ensurepip():
        raise SetupError(
            f"This Python can't make environments: Debian keeps that in a package of its own.\n"
            f"Run this, then try again:\n    {_apt_command([package])}"
        )
    print(f"Making {VENV} …")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetupError(f"{VENV} could not be made; the lines above say why.")


def _has_ensurepip() -> bool:
    # Debian takes the contents of this module away, so its mere presence says nothing.
    try:
        from ensurepip import version
    except ImportError:
        return False
    return bool(version())


def _pip(command: list[str]) -> None:
    if subprocess.call(command, cwd=ROOT):
        raise SetupError("pip could not install the locked packages; the lines above say why.")


def _script(name: str) -> Path:
    return SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)


# --- Debian and its kin --------------------------------------------------------------------------------------------


def install_system_packages(names: list[str], needed: bool = False) -> None:
    """Install what is missing of ``names`` through apt-get, where there is one and it is allowed; else name it."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    missing = _missing(names)
    if not missing:
        return
    root = _root_prefix()
    if root is not None:
        print("Installing system packages: " + " ".join(missing))
        env = ["env", "DEBIAN_FRONTEND=noninteractive"]
        subprocess.call([*root, *env, "apt-get", "update", "-qq"], stdin=subprocess.DEVNULL)
        install = [*root, *env, "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        if subprocess.call([*install, *missing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
            # One name that this release does not know fails the whole list.
            for name in missing:
                subprocess.call([*install, name], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        missing = _missing(missing)
    if missing and not needed:
        print(
            "These system packages are missing; what needs them won't work, tests that need them are skipped:\n"
            f"    {_apt_command(missing)}"
        )


def _missing(names: list[str]) -> list[str]:
    """Those of ``names`` that are neither installed nor provided by what is (libcups2 by libcups2t64)."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}, ${Provides}\n"]
    listing = subprocess.run(query, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8").stdout
    installed = set()
    for line in listing.splitlines():
        status, _, packages = line.partition(" ")
        if status == "installed":
            installed.update(package.split()[0] for package in packages.split(",") if package.strip())
    return [name for name in names if name not in installed]


def _root_prefix() -> list[str] | None:
    """What to put before a command to run it as root without being asked anything, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def _apt_command(names: list[str]) -> str:
    return "sudo apt-get install --no-install-recommends " + " ".join(names)


@contextmanager
def virtual_screen(env: dict[str, str]):
    """Give ``env`` a screen of its own, with a window manager, so that tests never type into the desk of whoever runs
    them. Without Xvfb ``env`` has no screen at all and the tests that need one are skipped."""
    if not sys.platform.startswith("linux"):
        yield
        return
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        env.pop(name, None)
    started = []
    try:
        if shutil.which("Xvfb"):
            command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
            screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            started.append(screen)
            number = screen.stdout.readline().strip()
            if number:
                env["DISPLAY"] = f":{number}"
            if number and shutil.which("openbox"):
                quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
                started.append(subprocess.Popen(["openbox"], env=env, **quiet))
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=10)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
