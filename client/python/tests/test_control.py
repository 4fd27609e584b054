"""What is sent to a server that is there already, and what is made of an answer that is none of grafake's."""

from __future__ import annotations

import socket
import ssl
import threading
from typing import List

import pytest

from grafake import ControlError
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
