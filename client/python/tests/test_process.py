"""The server's process: where it comes from, and that it never outlives the tests."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from grafake import ControlError, ProgramNotFound, Server, ServerEnded, StartFailed
from grafake.program import find_program

_RUN = """
import os, sys, grafake
server = grafake.Server(["--pidfile", sys.argv[1]])
print("up", flush=True)
sys.stdin.read()
"""


def _has_ended(process: int) -> bool:
    try:
        state = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"  # nobody may be there to ask for it


def test_the_server_ends_with_tests_that_are_killed(tmp_path: pathlib.Path) -> None:
    pid_file = tmp_path / "pid"
    tests = subprocess.Popen([sys.executable, "-c", _RUN, str(pid_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert tests.stdout is not None and tests.stdin is not None
    assert tests.stdout.readline() == b"up\n"
    server = int(pid_file.read_text())
    assert not _has_ended(server)
    tests.send_signal(signal.SIGKILL)
    tests.wait()
    end = time.monotonic() + 60
    while not _has_ended(server) and time.monotonic() < end:
        time.sleep(0.01)
    assert _has_ended(server)
    tests.stdin.close(), tests.stdout.close()


def test_a_start_that_fails_says_why() -> None:
    with pytest.raises(StartFailed, match="no-such-flag"):
        Server(["--no-such-flag"])


def test_a_server_that_ends_in_the_middle_says_what_it_said() -> None:
    server = Server()
    world = server.world()
    assert server._process is not None
    server._process.send_signal(signal.SIGTERM)
    server._process.wait()
    with pytest.raises(ServerEnded, match=r"(?s)has ended with 0.*HTTP Server Listen"):
        world.state()
    assert "HTTP Server Listen" in server.log()
    server.close()


def test_the_program_is_named_or_found(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setattr("grafake.program._CARRIED", tmp_path / "none")
    monkeypatch.setenv("GRAFAKE", "/opt/grafake")
    assert find_program() == "/opt/grafake"
    monkeypatch.delenv("GRAFAKE")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramNotFound, match="GRAFAKE=/path/of/grafake"):
        find_program()
    (tmp_path / "grafake").touch(mode=0o755)
    assert find_program() == os.fspath(tmp_path / "grafake")


def test_a_server_that_is_there_already_is_used(monkeypatch: pytest.MonkeyPatch, grafana_server: Server) -> None:
    monkeypatch.setenv("GRAFAKE_URL", grafana_server.control.url.removesuffix("/_grafake") + "/")
    there = Server()
    assert there.control.url == grafana_server.control.url
    there.world().close()
    there.close()  # is nobody's to end
    grafana_server.world().close()


def test_worlds_have_service_accounts_in_every_server(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Server(["cfg:feature_toggles.enable="])
    monkeypatch.setenv("GRAFAKE_URL", bare.control.url.removesuffix("/_grafake"))
    there = Server()
    for settings in (None, {"feature_toggles": {"dashboardPreviews": True}}, {"auth.anonymous": {"enabled": True}}):
        with there.world(release="9.0", settings=settings) as world:
            assert world.token().startswith("glsa_")
    with there.world(settings={"feature_toggles": {"enable": ""}}) as world, pytest.raises(ControlError, match="is off"):
        world.token()
    bare.close()
