#!/usr/bin/env python3
"""One script for all who work on dutydesk: it sets up what is missing, then runs, tests, checks or measures the program."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

USAGE = """usage: python3 dev.py COMMAND [ARGUMENTS]

  run [ARGUMENTS]    start dutydesk with these arguments; without any, open the sample site, which lives by itself
  test [ARGUMENTS]   run the tests; arguments go to pytest
  check              lint, formatting, types, layer rules and tests: all that must pass before a commit
  bench [ARGUMENTS]  run the benchmarks and print their table; arguments go to pytest
  screenshots [DIR] [SCREEN ...]
                     take pictures of every screen, in both languages and themes, large and small
  setup              only make the environment, in .venv

Each command first sets up what is missing."""

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"

# What Qt's wheels load from the system for the xcb and offscreen platforms (found with ldd), and a font with Chinese in it.
WINDOW_PACKAGES = (
    *("libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libglib2.0-0", "libgssapi-krb5-2", "libx11-6", "libx11-xcb1"),
    *("libxcb1", "libxcb-cursor0", "libxcb-glx0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1", "libxcb-xfixes0", "libxcb-xkb1"),
    *("libxkbcommon0", "libxkbcommon-x11-0", "fonts-noto-cjk"),
    "libasound2",  # the audio library looks for it while running
)
TEST_PACKAGES = (*WINDOW_PACKAGES, "xvfb", "xdotool", "openbox", "x11-utils", "procps", "sip-tester")

# With one of these arguments dutydesk opens no window and so needs no display.
WINDOWLESS = frozenset(("--help", "-h", "--version", "--no-window", "backup", "doctor", "export", "import", "rebuild", "restore", "verify"))

CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("formatting", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("types on Windows", ("mypy", "--platform", "win32", "--no-warn-unreachable", "--cache-dir", ".mypy_cache/win32")),
    ("layer rules", ("pytest", "-q", "tests/test_layers.py")),
    ("tests", ("pytest", "-q", "--ignore", "tests/dutydesk")),
    ("tests of the duty desk itself", ("coverage", "run", "-m", "pytest", "-q", "tests/dutydesk")),
    ("what they reached, put together", ("coverage", "combine", "--quiet")),
    ("that they reached everything", ("coverage", "report")),
)


class SetupError(Exception):
    """The set-up cannot go on; the message says in a plain sentence what to do."""


def say(sentence: str) -> None:
    """Tell what is being done on stderr: stdout belongs to the program that is run."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status: 1 if the set-up failed, 2 for a command that does not exist."""
    name, *rest = arguments or ["--help"]
    if name in ("-h", "--help"):
        print(USAGE)
        return 0
    if name not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](rest)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def setup(_arguments: Sequence[str], packages: Sequence[str] = WINDOW_PACKAGES) -> int:
    """Install the missing ones of `packages` and make the environment."""
    ensure_packages(packages)
    ensure_environment(ROOT, ENVIRONMENT)
    return 0


def run(arguments: Sequence[str]) -> int:
    """Start dutydesk, on a display of its own if this machine has none; without arguments on the sample site."""
    asked = arguments or ["demo", "--data", str(demo_folder(os.environ))]
    alone = needs_own_display(asked, os.environ)
    setup([], (*WINDOW_PACKAGES, "xvfb") if alone else WINDOW_PACKAGES)
    command = [str(program("dutydesk")), *asked]
    return run_on_own_display(command) if alone else become(command, os.environ)


def test(arguments: Sequence[str]) -> int:
    """Run the tests off screen; those that need an X server start one."""
    setup([], TEST_PACKAGES)
    os.chdir(ROOT)
    return become([str(program("python")), "-m", "pytest", *arguments], test_surroundings())


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmarks, in the order in which they are written; folders of many calls, minutes in the making, are kept in .lots."""
    setup([], TEST_PACKAGES)
    os.chdir(ROOT)
    options = ("-s", "-p", "no:randomly", "-o", "faulthandler_timeout=0")
    command = [str(program("python")), "-m", "pytest", "tests/benchmarks", *options, *arguments]
    return become(command, {"DUTYDESK_LOTS": str(ROOT / ".lots"), **test_surroundings()})


def screenshots(arguments: Sequence[str]) -> int:
    """Take pictures of every screen; those that the READMEs show are renewed."""
    setup([])
    os.chdir(ROOT)
    return become([str(program("python")), "-m", "tests.screenshots", *arguments], test_surroundings())


def check(_arguments: Sequence[str]) -> int:
    """Run every check, also after one that failed; the exit status is 1 if any did."""
    setup([], TEST_PACKAGES)
    failed = []
    for name, command in CHECKS:
        say(f"checking {name}")
        if subprocess.call([str(program("python")), "-m", *command], cwd=ROOT, env=test_surroundings()) != 0:
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "screenshots": screenshots, "setup": setup}


def test_surroundings() -> dict[str, str]:
    """The variables under which tests run: no window appears, and texts are UTF-8 on Windows too."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def become(command: Sequence[str], surroundings: Mapping[str, str]) -> int:
    """Let `command` take this process's place, with its signals and exit status; Windows can only wait for it."""
    if os.name == "posix":
        os.execve(command[0], list(command), dict(surroundings))  # noqa: S606 # no shell is wanted
    return subprocess.call(command, env=dict(surroundings))


# ---- the environment


def program(name: str, environment: Path = ENVIRONMENT) -> Path:
    """A program of the environment."""
    return environment / "Scripts" / f"{name}.exe" if os.name == "nt" else environment / "bin" / name


def fingerprint(root: Path) -> str:
    """What an environment is made from: this Python and this folder, then the pinned packages and the project's description."""
    files = (root / "requirements.lock").read_bytes() + (root / "pyproject.toml").read_bytes()
    return f"{sys.version} {root}\n{hashlib.sha256(files).hexdigest()}"


def ensure_environment(root: Path, environment: Path) -> None:
    """Make or renew the environment unless its stamp says that it is complete.

    The stamp is taken away first and written last: an environment whose making was interrupted has none and is made anew.
    One that only lacks newer packages is kept and filled.
    """
    stamp = environment / "dutydesk-stamp"
    wanted = fingerprint(root)
    found = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    if found == wanted:
        return
    stamp.unlink(missing_ok=True)
    if found.partition("\n")[0] != wanted.partition("\n")[0]:
        make_environment(environment)
    fill_environment(root, environment)
    stamp.write_text(wanted, encoding="utf-8")


def make_environment(environment: Path) -> None:
    """Make an empty environment, in the place of any old one."""
    if Path(sys.prefix) == environment:
        raise SetupError("the environment .venv must be made anew, which its own Python cannot do; use the system's python3")
    if not importlib.util.find_spec("ensurepip"):  # Debian keeps it in a package of its own
        ensure_packages([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    say(f"making the environment {environment}")
    call([sys.executable, "-m", "venv", "--clear", str(environment)], "the environment could not be made")


def fill_environment(root: Path, environment: Path) -> None:
    """Install what the lock file pins, and dutydesk itself so that changes of its files count at once."""
    say("installing the pinned packages")
    pip = [str(program("python", environment)), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    call([*pip, "--require-hashes", "-r", str(root / "requirements.lock")], "the pinned packages could not be installed")
    call([*pip, "--no-deps", "--no-build-isolation", "--editable", str(root)], "dutydesk could not be installed")


def call(command: Sequence[str], otherwise: str) -> None:
    """Run one step of the set-up; only its errors are shown. Raises SetupError with the sentence `otherwise` if it fails."""
    if subprocess.call(command, stdout=subprocess.DEVNULL) != 0:
        raise SetupError(f"{otherwise}; the reason stands above")


# ---- system packages


def ensure_packages(wanted: Sequence[str]) -> None:
    """Install missing system packages on Debian and its kin; elsewhere on Linux name them while there is no environment."""
    if shutil.which("apt-get") and shutil.which("dpkg-query"):
        present = installed_packages()
        if missing := [name for name in wanted if name not in present]:
            install(missing)
    elif sys.platform.startswith("linux") and not ENVIRONMENT.exists():
        say(f"this system has no apt-get; please install what Debian calls {' '.join(wanted)}")


def installed_packages() -> frozenset[str]:
    """Names of the installed packages and of what they provide: later systems' libglib2.0-0t64 provides libglib2.0-0."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status},${Package},${Provides}\n"]
    return names_in(subprocess.run(query, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout)


def names_in(listing: str) -> frozenset[str]:
    """Names in lines of "status,package,provided (= version), provided ...", of installed packages only."""
    lines = (line.split(",") for line in listing.splitlines())
    return frozenset(name.split()[0] for status, *names in lines if status == "installed" for name in names if name.strip())


def install(missing: Sequence[str]) -> None:
    """Install packages with apt-get, through sudo when not root. Raises SetupError naming them where that cannot be done."""
    by_hand = f"as root, run: apt-get install --no-install-recommends {' '.join(missing)}"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root and not shutil.which("sudo"):
        raise SetupError(f"system packages are missing and there is no sudo; {by_hand}")
    say(f"installing with apt-get{'' if root else ' through sudo'}: {' '.join(missing)}")
    apt = [*(() if root else ("sudo",)), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        call([*apt, *step], f"system packages are missing and apt-get failed; {by_hand}")


# ---- where the window is shown


def demo_folder(surroundings: Mapping[str, str]) -> Path:
    """Where the sample site lives between two runs: a folder among this user's data."""
    windows = os.name == "nt"
    data = surroundings.get("LOCALAPPDATA" if windows else "XDG_DATA_HOME")
    usual = Path.home() / ("AppData/Local" if windows else ".local/share")
    return Path(data or usual) / "dutydesk" / "demo"


def needs_own_display(asked: Sequence[str], surroundings: Mapping[str, str]) -> bool:
    """Whether a window is to be opened on a Linux machine that shows none."""
    shown = any(surroundings.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return sys.platform.startswith("linux") and not shown and WINDOWLESS.isdisjoint(asked)


def run_on_own_display(command: Sequence[str]) -> int:
    """Run the program on an X server of its own, which ends with it."""
    with own_display() as display:
        say(f"this machine has no display, so dutydesk runs on the virtual display {display}; end it with Ctrl+C")
        return wait_passing_signals(command, {**os.environ, "DISPLAY": display})


@contextlib.contextmanager
def own_display() -> Iterator[str]:
    """An X server of 1920x1080 on a free display, whose name (":99") is given. Raises SetupError if it does not start."""
    if not shutil.which("Xvfb"):
        raise SetupError("this machine has no display; install Xvfb, or set DISPLAY to a running X server")
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    readable, writable = os.pipe()
    xvfb = ["Xvfb", "-displayfd", str(writable), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    # In a session of its own Ctrl+C does not reach the server before the program has ended.
    server = subprocess.Popen(xvfb, pass_fds=(writable,), stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        os.close(writable)
        with os.fdopen(readable, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            raise SetupError("Xvfb did not start; set DISPLAY to a running X server")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def wait_passing_signals(command: Sequence[str], surroundings: Mapping[str, str]) -> int:
    """Run a program in a session of its own, pass signals on to it and give its exit status as a shell would."""
    passed = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    early: list[int] = []
    for number in passed:
        signal.signal(number, lambda told, _frame: early.append(told))
    child = subprocess.Popen(command, env=dict(surroundings), start_new_session=True)
    for number in passed:
        signal.signal(number, lambda told, _frame: child.send_signal(told))
    for number in early:
        child.send_signal(number)
    status = child.wait()
    return 128 - status if status < 0 else status


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 # whoever starts it with an older Python is told so
        sys.exit(f"dev.py: dutydesk needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    sys.exit(main(sys.argv[1:]))
