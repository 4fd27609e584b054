"""Requests as any program would make them."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from typing import Any, Optional


class Answer:
    def __init__(self, status: int, headers: Any, body: bytes) -> None:
        self.status, self.headers = status, headers
        self.json: Any = json.loads(body) if body else None


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def ask(url: str, authorization: str, method: str = "GET", body: Any = None) -> Answer:
    sent: Optional[bytes] = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": authorization, "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, sent, headers, method=method)) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, refusal.headers, refusal.read())
