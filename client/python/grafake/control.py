"""Requests to /_grafake/, by which a test controls the server. Thread-safe."""

from __future__ import annotations

import http.client
import json
import os
import select
import urllib.parse
from typing import Any, Callable, Dict, List, Optional, Tuple, Type, Union

_CONNECTIONS: Dict[str, Type[http.client.HTTPConnection]] = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_TIMEOUT = 60  # seconds: longer than the server lets anybody wait


class ControlError(Exception):
    """What the server said no to, in its words; status 0: it was not asked."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class ServerEnded(ConnectionError):
    """In the middle of the tests; has how, and what it said last."""


_NO_JSON = object()


def _json_in(answer: bytes) -> Any:
    try:
        return json.loads(answer) if answer else None
    except ValueError:
        return _NO_JSON


class _Connections:
    """To one server: who asks takes one that is idle, or a new one. A forked process has none of its parent's."""

    def __init__(self) -> None:
        self._idle: List[http.client.HTTPConnection] = []
        self._process = os.getpid()

    def take(self, url: urllib.parse.SplitResult) -> http.client.HTTPConnection:
        if self._process != os.getpid():
            self._idle, self._process = [], os.getpid()
        try:
            connection = self._idle.pop()
        except IndexError:
            return _CONNECTIONS[url.scheme](str(url.hostname), url.port, timeout=_TIMEOUT)
        if select.select([connection.sock], [], [], 0)[0]:  # it has ended
            connection.close()
        return connection  # connects anew where it was closed

    def give_back(self, connection: http.client.HTTPConnection) -> None:
        if connection.sock is not None:
            self._idle.append(connection)


class Control:
    """Everything below one address."""

    def __init__(
        self,
        url: str,
        token: Optional[str] = None,
        end: Callable[[], str] = str,
        connections: Optional[_Connections] = None,
        named: str = "",
    ) -> None:
        """`end` tells how the server has ended; an empty text: it has not, or nobody knows. `named` is the variable that
        the url comes from."""
        self.url = url
        self._token = token or os.environ.get("GRAFAKE_CONTROL_TOKEN", "")
        self._end = end
        self._named = named
        self._connections = connections or _Connections()

    def below(self, path: str) -> Control:
        return Control(self.url + path, self._token, self._end, self._connections, self._named)

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """A body that is text goes as it is, which may be YAML. Returns what the answer's JSON says."""
        __tracebackhide__ = True
        given = {name: value for name, value in query.items() if value is not None}
        target = path + ("?" + urllib.parse.urlencode(given) if given else "")
        status, answer = self._ask(method, target, body if body is None or isinstance(body, str) else json.dumps(body))
        told = _json_in(answer)
        if told is _NO_JSON or (status >= 400 and not (isinstance(told, dict) and "error" in told)):
            raise self.no_grafake(status)
        if status >= 400:
            raise ControlError(status, f"{told['error']} ({method} {self.url}{target})")
        return told

    def no_grafake(self, status: int) -> ControlError:
        """Of an answer that control would not give."""
        return ControlError(status, f"{self.url} is no grafake's, or its [grafake] control is off: the answer is {status}")

    def _ask(self, method: str, target: str, body: Optional[str]) -> Tuple[int, bytes]:
        __tracebackhide__ = True
        url = urllib.parse.urlsplit(self.url)
        if url.scheme not in _CONNECTIONS or not url.hostname:
            raise ControlError(0, f"{self.url} is no address of a server: it begins with http:// or https://")
        connection = self._connections.take(url)
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        sent: Union[bytes, None] = None if body is None else body.encode()
        try:
            connection.request(method, url.path + target, sent, headers)
            answer = connection.getresponse()
            told = answer.status, answer.read()
            self._connections.give_back(connection)
            return told
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            end = self._end()
            if not end and self._named and isinstance(error, ConnectionRefusedError):
                raise ConnectionRefusedError(f"{self._named} leads to {self.url}, where nobody listens") from error
            if not end:
                raise
            raise ServerEnded(end) from error
