"""One Grafana of a test's own, and what the test does to it."""

from __future__ import annotations

import itertools
import re
import urllib.parse
from types import TracebackType
from typing import Any, Dict, List, Optional, Type, Union

from grafake.control import Control

Json = Dict[str, Any]
_SHOWN = 10  # refused requests of a failed test


class Clock:
    """The world's clock: expiry, sessions, "last used", `Date` obey it."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def get(self) -> Json:
        """{"now": "2026-03-01T09:00:00Z", "frozen": true, …}"""
        return dict(self._control.call("GET", "/clock"))

    def set(self, now: str, *, frozen: bool = True) -> Json:
        return self._put(now=now, frozen=frozen)

    def advance(self, by: str) -> Json:
        """By "30d", "-1h30m", "250ms"."""
        return self._put(advance=by)

    def run(self, rate: float = 1) -> Json:
        """So many seconds a second."""
        return self._put(rate=rate)

    def follow_system(self) -> Json:
        return self._put(follow="system")

    def _put(self, **members: Any) -> Json:
        __tracebackhide__ = True
        return dict(self._control.call("PUT", "/clock", members))


class Faults:
    """What the world does to requests; server/control/README.md has all of it."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def add(self, *, do: Union[Json, str], when: Optional[Json] = None, times: Optional[int] = None, name: Optional[str] = None) -> Json:
        __tracebackhide__ = True
        wish = {"name": name, "when": when, "times": times, "do": do}
        return dict(self._control.call("POST", "/faults", {k: v for k, v in wish.items() if v is not None}))

    def list(self) -> List[Json]:
        """With how often each has `fired`, and how often it is `left`."""
        return list(self._control.call("GET", "/faults"))

    def remove(self, name: str) -> None:
        self._control.call("DELETE", f"/faults/{_segment(name)}")

    def verify(self) -> None:
        """Raises ControlError with those that were not used up."""
        __tracebackhide__ = True
        self._control.call("POST", "/verify")


class World:
    """State, clock, faults, journal and release of its own. A context manager: ends with the block."""

    def __init__(self, server: Control, wish: Json) -> None:
        __tracebackhide__ = True
        told = server.call("POST", "/worlds", wish)
        if not isinstance(told, dict) or not {"name", "url", "release", "admin"} <= told.keys():
            raise server.no_grafake(200)
        self.name: str = told["name"]
        self.url: str = told["url"]  # without a slash at its end
        self.release: str = told["release"]
        self.user: str = told["admin"].get("login", "")
        self.password: str = told["admin"].get("password", "")
        self.seeded: Json = told.get("seeded", {})  # ids and secrets of what the seed has made
        self.control = server.below(f"/worlds/{self.name}")
        self.clock = Clock(self.control)
        self.faults = Faults(self.control)
        self._numbers = itertools.count(1)
        self._closed = False

    def __enter__(self) -> World:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.close()

    def close(self) -> None:
        """A second time is nothing, so a test may close what its fixture closes, too."""
        __tracebackhide__ = True
        if not self._closed:
            self._closed = True
            self.control.call("DELETE", "")

    def token(self, role: str = "Viewer", **members: Any) -> str:
        """The secret of a new service account with that role; `expires="1h"` and others as a seed's token has them."""
        __tracebackhide__ = True
        name = f"{role.lower()}-{next(self._numbers)}"
        account = {"name": name, "role": role, "tokens": [{"name": name, **members}]}
        return str(self.seed({"service_accounts": [account]})["service_accounts"][0]["tokens"][0]["key"])

    def seed(self, seed: Union[Json, str]) -> Json:
        """Adds users, accounts, tokens …: a dict, or text in YAML. Returns the ids and secrets of what was made."""
        __tracebackhide__ = True
        return dict(self.control.call("POST", "/seed", seed))

    def state(self) -> Json:
        """All of it, as a seed."""
        __tracebackhide__ = True
        return dict(self.control.call("GET", "/state"))

    def reset(self, *keep: str) -> None:
        """Back to the start, but for "clock", "faults", "journal"."""
        __tracebackhide__ = True
        self.control.call("POST", "/reset", {"keep": list(keep)})

    def snapshot(self, name: str) -> None:
        __tracebackhide__ = True
        self.control.call("POST", f"/snapshots/{_segment(name)}")

    def restore(self, name: str) -> None:
        __tracebackhide__ = True
        self.control.call("POST", f"/snapshots/{_segment(name)}/restore")

    def requests(self, **query: Any) -> List[Json]:
        """The last ones: `status="4xx"`, `route=`, `caller=`, `since=`, `limit=`; `count=3, wait="5s"` waits for so many."""
        __tracebackhide__ = True
        return list(self.control.call("GET", "/requests", None, **query)["requests"])

    def why(self, response: Any = None) -> Optional[str]:
        """What decided an answer, of whatever client: of the request that its X-Grafake header names, else of the last
        one with its status, else of the last one that was refused."""
        headers = getattr(response, "headers", None) or {}
        number = re.search(r"request=(\d+)", str(headers.get("X-Grafake", "")))
        if number is not None:
            return self._why_of(int(number.group(1)))
        status = getattr(response, "status_code", None) or getattr(response, "status", None)
        found = self.requests(status=status or "4xx", limit=1)
        return found[0]["why"] if found else None

    def _why_of(self, number: int) -> Optional[str]:
        """None where the journal has forgotten it: the next one has another reason."""
        found = self.requests(since=number - 1, count=1, wait="5s")
        return next((request["why"] for request in found if request["id"] == number), None)

    def refused(self) -> List[str]:
        """A line for each of the last requests that were refused, with what decided it."""
        return [_line(request) for request in self.requests(status="4xx", limit=_SHOWN)]


def _segment(name: str) -> str:
    """Of a path, whatever the test has called it."""
    return urllib.parse.quote(name, safe="")


def refused_in(world: World) -> List[str]:
    """What a failed test prints. It never raises: where nobody can tell, it says why."""
    try:
        return world.refused()
    except Exception as error:
        return [f"nobody can tell: {error}"]


def _line(request: Json) -> str:
    text = f"{request['method']} {request['target']} → {request['status']}: {request['why'] or 'no reason is known'}"
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)  # what clients sent must not command a terminal
