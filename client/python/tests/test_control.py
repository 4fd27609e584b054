"""What is sent to a server that is there already, and what is made of an answer that is none of grafake's."""

from __future__ import annotations

import concurrent.futures
import http.server
import multiprocessing
import socket
import ssl
import threading
from typing import List

import pytest

from grafake import ControlError, Server, World
from grafake.control import Control


def _first_bytes(listener: socket.socket, got: List[bytes]) -> None:
    connection, _ = listener.accept()
    with connection:
        got.append(connection.recv(4096))


def test_a_control_token_goes_to_https_by_tls_alone() -> None:
    got: List[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=_first_bytes, args=(listener, got))
        server.start()
        with pytest.raises((ssl.SSLError, OSError)):
            Control(f"https://127.0.0.1:{listener.getsockname()[1]}/_grafake", "the-token").call("GET", "/worlds")
        server.join()
    assert got[0][:2] == b"\x16\x03"  # a TLS handshake
    assert b"the-token" not in got[0]


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/_grafake", "127.0.0.1:3000/_grafake", "http:///_grafake"])
def test_what_is_no_address_is_said(url: str) -> None:
    with pytest.raises(ControlError, match="http://"):
        Control(url).call("GET", "/worlds")


_ANSWERS = {
    "/page": (200, "<html></html>"),
    "/refusal": (404, '{"message": "Not found"}'),
    "/list": (500, "[]"),
    "/other": (200, '{"status": "ok"}'),
    "/nothing": (204, ""),
}


class _Other(http.server.BaseHTTPRequestHandler):
    """A server that is no grafake."""

    def do_POST(self) -> None:
        status, text = _ANSWERS[self.path.removesuffix("/_grafake/worlds")]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *words: object) -> None:
        pass


@pytest.mark.parametrize("path", list(_ANSWERS))
def test_what_is_no_grafake_is_said(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Other) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        monkeypatch.setenv("GRAFAKE_URL", f"http://127.0.0.1:{other.server_port}{path}")
        try:
            with pytest.raises(ControlError, match="no grafake"):
                Server().world()
        finally:
            other.shutdown()


def test_where_nobody_listens_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    monkeypatch.setenv("GRAFAKE_URL", f"http://127.0.0.1:{port}/")
    with pytest.raises(ConnectionRefusedError, match=f"GRAFAKE_URL leads to http://127.0.0.1:{port}/_grafake, where nobody"):
        Server().world()


def test_one_connection_serves_call_after_call(grafana_server: Server) -> None:
    control = Control(grafana_server.control.url)
    ports = {_port_of(control) for _ in range(5)}
    assert len(ports) == 1


def test_threads_and_forked_processes_have_connections_of_their_own(grafana: World) -> None:
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda _: grafana.clock.get()["frozen"], range(20)))) == 1
    forked = [multiprocessing.get_context("fork").Process(target=_ask_often, args=(grafana,)) for _ in range(2)]
    for process in forked:
        process.start()
    _ask_often(grafana)
    for process in forked:
        process.join()
    assert [process.exitcode for process in forked] == [0, 0]


def test_a_connection_that_has_ended_is_made_anew(grafana: World) -> None:
    grafana.clock.get()
    idle = grafana.control._connections._idle[-1]
    assert idle.sock is not None
    idle.sock.shutdown(socket.SHUT_RDWR)
    assert grafana.clock.get()["frozen"] is False


def _port_of(control: Control) -> int:
    control.call("GET", "/clock")
    sock = control._connections._idle[-1].sock
    assert sock is not None
    return int(sock.getsockname()[1])


def _ask_often(world: World) -> None:
    for _ in range(20):
        assert world.clock.get()["frozen"] is False
