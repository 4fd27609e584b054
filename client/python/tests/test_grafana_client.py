"""With the client that Python programs use: grafana-client from PyPI."""

from __future__ import annotations

import pytest

from grafake import World

grafana_client = pytest.importorskip("grafana_client")


def test_a_program_meets_grafana(grafana: World) -> None:
    api = grafana_client.GrafanaApi.from_url(grafana.url, credential=(grafana.user, grafana.password))
    account = api.serviceaccount.create({"name": "robot", "role": "Viewer"})
    token = api.serviceaccount.create_token(account["id"], {"name": "first"})
    robot = grafana_client.GrafanaApi.from_url(grafana.url, credential=grafana_client.TokenAuth(token["key"]))
    assert robot.organization.get_current_organization()["name"] == "Main Org."


def test_why_a_program_was_refused(grafana: World) -> None:
    viewer = grafana_client.GrafanaApi.from_url(grafana.url, credential=grafana_client.TokenAuth(grafana.token("Viewer")))
    with pytest.raises(grafana_client.client.GrafanaClientError) as refusal:
        viewer.teams.add_team({"name": "sre"})
    assert "needs teams:create" in (grafana.why(refusal.value) or "")
