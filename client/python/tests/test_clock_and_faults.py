from __future__ import annotations

import http.client

import pytest
from ask import ask, basic

from grafake import ControlError, World


def test_a_token_expires_without_waiting(grafana: World) -> None:
    token = grafana.token("Viewer", expires="29d")
    assert ask(f"{grafana.url}/api/org", f"Bearer {token}").status == 200
    grafana.clock.advance("30d")
    refused = ask(f"{grafana.url}/api/org", f"Bearer {token}")
    assert refused.status == 401
    assert "expired" in (grafana.why(refused) or "")


def test_a_clock_that_stands_still(grafana: World) -> None:
    grafana.clock.set("2026-03-01T09:00:00Z")
    assert ask(f"{grafana.url}/api/health", "").headers["Date"] == "Sun, 01 Mar 2026 09:00:00 GMT"
    grafana.clock.follow_system()
    assert grafana.clock.get()["frozen"] is False


def test_the_answer_to_a_creation_is_lost(grafana: World) -> None:
    admin = basic(grafana.user, grafana.password)
    grafana.faults.add(when={"method": "POST", "route": "/api/teams"}, times=1, do={"apply": "once", "then": "drop"})
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        ask(f"{grafana.url}/api/teams", admin, "POST", {"name": "sre"})
    assert ask(f"{grafana.url}/api/teams", admin, "POST", {"name": "sre"}).status == 409
    grafana.faults.verify()


def test_a_fault_that_nobody_met_is_named(grafana: World) -> None:
    grafana.faults.add(name="busy", times=1, do={"apply": "never", "then": {"status": 503}})
    with pytest.raises(ControlError, match="busy was met 0 times"):
        grafana.faults.verify()
    grafana.faults.remove("busy")
    assert grafana.faults.list() == []


def test_the_journal_knows_who_asked_what(grafana: World) -> None:
    ask(f"{grafana.url}/api/org", f"Bearer {grafana.token('Viewer')}")
    [request] = grafana.requests(route="/api/org")
    assert (request["caller"]["token"], request["status"]) == ("viewer-1", 200)
