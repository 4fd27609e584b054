"""A server for a run of tests."""

from __future__ import annotations

import atexit
import functools
import os
import pathlib
import subprocess
import tempfile
import time
from typing import IO, Any, Dict, Optional, Sequence, Union

from grafake.control import Control
from grafake.program import find_program
from grafake.world import World

_START_SECONDS = 30
_END_SECONDS = 1  # from the end of its connections to that of its process
_SHOWN_OF_LOG = 4000  # characters
_SHARED_LEASE_SECONDS = 600  # of a world in a server that outlives the tests
_TOGGLE = "serviceAccounts"  # without it 9.0 has none

Seed = Union[Dict[str, Any], "os.PathLike[str]", str]


class StartFailed(Exception):
    """The server did not start; has what it said."""


class Server:
    """A process with any number of worlds. It ends with this process, however that ends: also by kill -9.

    In the environment GRAFAKE_URL, or GRAFAKE_CONTROL, which `grafake exec` sets, names a server that is there already.
    """

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self._process: Optional[subprocess.Popen[bytes]] = None
        running = os.environ.get("GRAFAKE_URL", "").rstrip("/")
        control = os.environ.get("GRAFAKE_CONTROL") or (running and running + "/_grafake")
        self._log: Optional[IO[bytes]] = None
        named = "GRAFAKE_CONTROL" if os.environ.get("GRAFAKE_CONTROL") else "GRAFAKE_URL"
        self.control = Control(control or self._start(arguments) + "/_grafake", end=self._how_it_ended, named=named if control else "")

    def world(
        self,
        *,
        release: Optional[str] = None,
        seed: Optional[Seed] = None,
        settings: Optional[Dict[str, Dict[str, Any]]] = None,
        clock: Union[str, Dict[str, Any], None] = None,
        deterministic: Optional[int] = None,
    ) -> World:
        """Opens a Grafana that nobody else sees. A seed is a dict, or the path of a file with YAML or JSON."""
        __tracebackhide__ = True
        wish = {
            "release": release,
            "settings": settings,
            "deterministic": deterministic,
            "seed": _seed_member(seed),
            "clock": clock,
        }
        if self._process is None:
            wish["lease_seconds"] = _SHARED_LEASE_SECONDS
            wish["settings"] = _with_service_accounts(settings or {})
        return World(self.control, {k: v for k, v in wish.items() if v is not None})

    def close(self) -> None:
        if self._process is None or self._process.stdin is None:
            return
        self._process.stdin.close()
        self._process.terminate()  # a process that a test has forked may still have the other end of its input
        self._process.wait()

    def log(self) -> str:
        """What the server has said; nothing of one that was there already. Also when it has ended."""
        if self._log is None:
            return ""
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size, 0).decode(errors="replace")  # the server writes where the file's position is

    def _how_it_ended(self) -> str:
        try:
            code = None if self._process is None else self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return ""
        return "" if code is None else f"the server has ended with {code}; it said last:\n{self.log()[-_SHOWN_OF_LOG:]}"

    def _start(self, arguments: Sequence[str]) -> str:
        self._log = tempfile.TemporaryFile()  # without a name, so that it goes with whoever has it open
        with tempfile.TemporaryDirectory(prefix="grafake-") as home:
            ready = pathlib.Path(home) / "url"
            words = ["--port", "0", "--homepath", home, "--ready-file", str(ready), "--exit-with-parent", "--exit-with-stdin"]
            self._process = _run([find_program(), *words, *arguments], self._log)
            return self._await(ready)

    def _await(self, ready: pathlib.Path) -> str:
        assert self._process is not None
        end = time.monotonic() + _START_SECONDS
        while self._process.poll() is None and time.monotonic() < end:
            if ready.exists():
                return ready.read_text().strip().rstrip("/")
            time.sleep(0.001)
        self._process.kill()
        self.close()
        raise StartFailed(f"{self._process.args!r} does not listen; it said:\n{self.log()}")


@functools.lru_cache(maxsize=None)
def shared_server() -> Server:
    """The one server of this process, started when it is asked for first."""
    server = Server()
    atexit.register(server.close)
    return server


def _run(words: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C is for the tests, which end the server when they are done."""
    try:
        return subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, env=_environment(), start_new_session=True
        )
    except OSError as error:
        raise StartFailed(f"cannot run {words[0]}: {error.strerror}; say where it is by GRAFAKE=/path/of/grafake") from error


def _environment() -> Dict[str, str]:
    """No setting of a Grafana that this machine may have; service accounts are on, and answers say which request they are to."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("GF_")}
    return {**mine, "GF_FEATURE_TOGGLES_ENABLE": _TOGGLE, "GF_GRAFAKE_LABEL": "true"}


def _with_service_accounts(settings: Dict[str, Dict[str, Any]]) -> Dict[str, Dict[str, Any]]:
    """As a server of the tests' own has them: unless the settings say which toggles are on."""
    toggles = settings.get("feature_toggles", {})
    return settings if "enable" in toggles else {**settings, "feature_toggles": {_TOGGLE: True, **toggles}}


def _seed_member(seed: Optional[Seed]) -> Any:
    """A file is sent as its text: what is wrong with it is told with its line."""
    return seed if seed is None or isinstance(seed, dict) else pathlib.Path(seed).read_bytes().decode("utf-8")
