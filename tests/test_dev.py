"""dev.py: what it finds missing, when it makes the environment anew, and how it runs a program on a display of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import dev

posix = pytest.mark.skipif(os.name == "nt", reason="virtual displays and POSIX signals are Linux matters")

SIGNALLED = """
import sys, dev
with dev.own_display() as display:
    sys.exit(dev.wait_passing_signals([sys.executable, "-c", sys.argv[1]], {"DISPLAY": display}))
"""


class Steps:
    """Stands in for the slow steps of the set-up and remembers them; `fails_at` names one that fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.fails_at = ""
        monkeypatch.setattr(dev, "make_environment", lambda environment: self.do("made", environment))
        monkeypatch.setattr(dev, "fill_environment", lambda root, environment: self.do("filled", environment))

    def do(self, step: str, environment: Path) -> None:
        if step == self.fails_at:
            raise dev.SetupError(step)
        environment.mkdir(exist_ok=True)
        self.done.append(step)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    return Steps(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    checkout = tmp_path / "a checkout"
    checkout.mkdir()
    (checkout / "requirements.lock").write_text("peewee==4.5.3\n", encoding="utf-8")
    (checkout / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return checkout


def ensure(root: Path) -> None:
    dev.ensure_environment(root, root / ".venv")


# ---- the environment


def test_a_missing_environment_is_made_and_filled(root: Path, steps: Steps) -> None:
    ensure(root)
    assert steps.done == ["made", "filled"]


def test_the_second_time_nothing_is_done(root: Path, steps: Steps) -> None:
    ensure(root)
    steps.done.clear()
    ensure(root)
    assert steps.done == []


def test_a_new_lock_file_only_fills_the_environment(root: Path, steps: Steps) -> None:
    ensure(root)
    steps.done.clear()
    (root / "requirements.lock").write_text("peewee==4.6.0\n", encoding="utf-8")
    ensure(root)
    assert steps.done == ["filled"]


@pytest.mark.parametrize("step", ["made", "filled"])
def test_an_environment_whose_making_was_interrupted_is_made_anew(root: Path, steps: Steps, step: str) -> None:
    steps.fails_at = step
    with pytest.raises(dev.SetupError):
        ensure(root)
    steps.fails_at, steps.done = "", []
    ensure(root)
    assert steps.done == ["made", "filled"]


def test_a_renewal_that_was_interrupted_leads_to_a_new_environment(root: Path, steps: Steps) -> None:
    ensure(root)
    (root / "requirements.lock").write_text("peewee==4.6.0\n", encoding="utf-8")
    steps.fails_at = "filled"
    with pytest.raises(dev.SetupError):
        ensure(root)
    steps.fails_at, steps.done = "", []
    ensure(root)
    assert steps.done == ["made", "filled"]


def test_an_environment_that_was_moved_is_made_anew(root: Path, steps: Steps) -> None:
    ensure(root)
    steps.done.clear()
    ensure(root.rename(root.with_name("elsewhere")))
    assert steps.done == ["made", "filled"]


def test_a_step_that_fails_says_so_in_a_sentence() -> None:
    with pytest.raises(dev.SetupError, match="it could not be done; the reason stands above"):
        dev.call([sys.executable, "-c", "raise SystemExit(3)"], "it could not be done")


# ---- system packages


@pytest.mark.parametrize(
    ("listing", "names"),
    [
        ("installed,xvfb,\n", {"xvfb"}),
        ("config-files,xvfb,\n", set()),
        ("installed,libglib2.0-0t64,libglib2.0-0 (= 2.80.0)\n", {"libglib2.0-0t64", "libglib2.0-0"}),
        ("installed,openbox,x-session-manager, x-window-manager\n", {"openbox", "x-session-manager", "x-window-manager"}),
        ("", set()),
    ],
)
def test_packages_count_by_name_and_by_what_they_provide(listing: str, names: set[str]) -> None:
    assert dev.names_in(listing) == names


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian with nothing but xvfb, seen by a user who is not root; the commands it is asked to run are collected."""
    ran: list[list[str]] = []

    def call(command: Sequence[str], _otherwise: str) -> None:
        ran.append(list(command))

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "installed_packages", lambda: frozenset({"xvfb"}))
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    return ran


def test_nothing_is_asked_of_apt_when_nothing_is_missing(debian: list[list[str]]) -> None:
    dev.ensure_packages(["xvfb"])
    assert debian == []


def test_only_missing_packages_are_installed_through_sudo(debian: list[list[str]]) -> None:
    dev.ensure_packages(["xvfb", "xdotool"])
    update, install = debian
    assert (update[0], update[-1]) == ("sudo", "update")
    assert (install[0], install[-1], "xvfb" in install) == ("sudo", "xdotool", False)


def test_without_sudo_the_missing_packages_are_named(debian: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None if name == "sudo" else name)
    with pytest.raises(dev.SetupError, match=r"no sudo; as root, run: apt-get install --no-install-recommends xdotool$"):
        dev.ensure_packages(["xdotool"])
    assert debian == []


def test_without_apt_the_packages_are_named_and_work_goes_on(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    monkeypatch.setattr(dev, "ENVIRONMENT", root / ".venv")
    dev.ensure_packages(["xdotool"])
    assert "please install what Debian calls xdotool" in capsys.readouterr().err


# ---- what is shipped


def test_a_wheel_holds_what_the_program_reads(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for package in ("dutydesk", "db", "ui", "resources"):
        shutil.copytree(dev.ROOT / package, checkout / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(dev.ROOT / name, checkout)
    making = "from setuptools.build_meta import build_wheel; print(build_wheel('.'))"
    done = subprocess.run([sys.executable, "-c", making], cwd=checkout, capture_output=True, encoding="utf-8", check=True)
    held = set(zipfile.ZipFile(checkout / done.stdout.splitlines()[-1]).namelist())
    wanted = [path for path in checkout.rglob("*") if path.suffix in {".py", ".toml", ".qm", ".qss", ".svg"} and "build" not in path.parts]
    assert {path.relative_to(checkout).as_posix() for path in wanted} - {"pyproject.toml"} <= held


# ---- commands


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    assert capsys.readouterr().out.startswith("usage: python3 dev.py COMMAND")


def test_an_unknown_command_shows_the_usage_as_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["fly"]) == 2
    assert capsys.readouterr().err.startswith("usage:")


def test_a_set_up_that_fails_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_wanted: Sequence[str]) -> None:
        raise dev.SetupError("there is no sudo")

    monkeypatch.setattr(dev, "ensure_packages", fails)
    assert dev.main(["setup"]) == 1
    assert capsys.readouterr().err == "dev.py: there is no sudo\n"


# ---- where the window is shown


@pytest.mark.parametrize(
    ("asked", "surroundings", "alone"),
    [
        (["demo"], {}, True),
        ([], {"HOME": "/root"}, True),
        (["demo"], {"DISPLAY": ":0"}, False),
        (["demo"], {"WAYLAND_DISPLAY": "wayland-0"}, False),
        (["demo"], {"QT_QPA_PLATFORM": "offscreen"}, False),
        (["--version"], {}, False),
        (["--data", "here", "export", "--journal", "-"], {}, False),
    ],
)
def test_only_a_window_on_a_linux_without_display_gets_its_own(
    asked: list[str], surroundings: dict[str, str], alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    assert dev.needs_own_display(asked, surroundings) is alone


@posix
def test_the_sample_site_lives_among_the_users_data() -> None:
    assert dev.demo_folder({"XDG_DATA_HOME": "/home/wu/my data"}) == Path("/home/wu/my data/dutydesk/demo")


@posix
def test_the_programs_exit_status_is_passed_on_from_its_own_display() -> None:
    ended = on_own_display("import os, sys; sys.exit(7 if os.environ['DISPLAY'].startswith(':') else 1)")
    ended.communicate(timeout=30)
    assert ended.returncode == 7


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_reach_the_program_and_the_display_ends_with_it(number: signal.Signals) -> None:
    program = on_own_display(f"""
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, [{int(number)}])
print(os.environ["DISPLAY"], flush=True)
signal.sigwait([{int(number)}])
print("told")
""")
    assert program.stdout
    display = program.stdout.readline().strip()
    program.send_signal(number)
    assert program.communicate(timeout=30)[0] == "told\n"
    assert not Path(f"/tmp/.X11-unix/X{display[1:]}").exists()


def on_own_display(script: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SIGNALLED, script]
    return subprocess.Popen(command, cwd=dev.ROOT, stdout=subprocess.PIPE, encoding="utf-8")
