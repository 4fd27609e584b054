from __future__ import annotations

import json
import pathlib

import pytest
from ask import ask, basic

from grafake import ControlError, Server, World

ROBOT = "service_accounts: [{name: robot, tokens: [{name: gone, expires: -1s}]}]\n"
ROBOTS = pathlib.Path(__file__).parent / "robots.yaml"


def test_a_token_has_the_role_that_is_asked_for(grafana: World) -> None:
    viewer, admin = grafana.token("Viewer"), grafana.token("Admin")
    assert ask(f"{grafana.url}/api/serviceaccounts/search", f"Bearer {viewer}").status == 403
    assert ask(f"{grafana.url}/api/serviceaccounts/search", f"Bearer {admin}").json["totalCount"] == 2


@pytest.mark.parametrize("name", ["one", "two", "three"])
def test_no_test_sees_what_another_has_made(grafana: World, name: str) -> None:
    admin = basic(grafana.user, grafana.password)
    assert ask(f"{grafana.url}/api/teams/search", admin).json["totalCount"] == 0
    assert ask(f"{grafana.url}/api/teams", admin, "POST", {"name": name}).status == 200


@pytest.mark.parametrize("grafana", ["8.5", "9.0", "12.4"], indirect=True)
def test_with_each_release(grafana: World) -> None:
    version = ask(f"{grafana.url}/api/health", "").json["version"]
    assert version == grafana.release


@pytest.mark.grafana(seed=ROBOTS, clock={"at": "2026-03-01T09:00:00Z", "frozen": True})
def test_a_seed_says_who_is_there(grafana: World) -> None:
    known, gone = grafana.seeded["service_accounts"][0]["tokens"]
    assert ask(f"{grafana.url}/api/org", f"Bearer {known['key']}").status == 200
    refused = ask(f"{grafana.url}/api/org", f"Bearer {gone['key']}")
    assert grafana.why(refused) == 'token "gone" of robot expired 1 s ago'
    assert ask(f"{grafana.url}/api/org", basic("ada", "secret")).status == 200


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"service_accounts": [{"name": "robot", "tokens": [{"name": "gone", "expires": "-1s"}]}]}, indent=2),
        f"%YAML 1.2\n---\n{ROBOT}...\n",
        f"users:\n- login: ada\n  name: |\n    one\u2028two\n    --- three\n{ROBOT}",
    ],
    ids=["JSON", "YAML with its own beginning", "lines that are text"],
)
def test_a_file_is_sent_as_it_is_beside_a_clock(grafana_server: Server, tmp_path: pathlib.Path, text: str) -> None:
    (tmp_path / "seed").write_text(text, encoding="utf-8")
    with grafana_server.world(seed=tmp_path / "seed", clock={"at": "2026-03-01T09:00:00Z", "frozen": True}) as world:
        gone = world.seeded["service_accounts"][0]["tokens"][0]
        refused = ask(f"{world.url}/api/org", f"Bearer {gone['key']}")
        assert world.why(refused) == 'token "gone" of robot expired 1 s ago'


def test_what_is_wrong_with_a_file_is_told_with_its_line(grafana_server: Server, tmp_path: pathlib.Path) -> None:
    (tmp_path / "seed").write_text("users:\n  - login: ada\n    pasword: x\n")
    with pytest.raises(ControlError, match=r"seed:3: users\[0\]\.pasword"):
        grafana_server.world(seed=tmp_path / "seed", clock="2026-03-01T09:00:00Z")


def test_each_answer_has_its_own_reason(grafana: World) -> None:
    first = ask(f"{grafana.url}/api/org", "")
    second = ask(f"{grafana.url}/api/org", "Bearer wrong")
    assert "no credential" in (grafana.why(first) or "")
    assert "no credential" not in (grafana.why(second) or "no credential")


@pytest.mark.grafana(settings={"grafake": {"journal": 1}})
def test_a_forgotten_request_has_not_the_reason_of_the_next(grafana: World) -> None:
    first, second = ask(f"{grafana.url}/api/org", ""), ask(f"{grafana.url}/api/org", "Bearer wrong")
    assert grafana.why(first) is None
    assert grafana.why(second) is not None


@pytest.mark.grafana(settings={"auth.anonymous": {"enabled": True}})
def test_settings_are_the_ini_files(grafana: World) -> None:
    assert ask(f"{grafana.url}/api/org", "").json["name"] == "Main Org."


def test_back_to_where_it_was(grafana: World) -> None:
    token = grafana.token()
    grafana.snapshot("before")
    grafana.reset()
    assert ask(f"{grafana.url}/api/org", f"Bearer {token}").status != 200
    grafana.restore("before")
    assert ask(f"{grafana.url}/api/org", f"Bearer {token}").status == 200


@pytest.mark.parametrize("name", ["before lunch", "a/b", "50%?", "ümlaut"])
def test_a_name_is_one_segment_of_a_path(grafana: World, name: str) -> None:
    with pytest.raises(ControlError, match="a snapshot's name has letters"):
        grafana.snapshot(name)
    with pytest.raises(ControlError, match="snapshot"):
        grafana.restore(name)
    with pytest.raises(ControlError, match="there is no fault"):
        grafana.faults.remove(name)


@pytest.mark.grafana(release="12.4")
class TestParameter:
    @pytest.mark.grafana(release="9.3")
    @pytest.mark.parametrize("grafana", ["8.5", "9.0"], indirect=True)
    def test_is_nearer_than_a_marker(self, grafana: World, request: pytest.FixtureRequest) -> None:
        assert grafana.release.startswith(request.node.callspec.params["grafana"])


@pytest.mark.grafana(release="12.4")
class TestNearestMarker:
    @pytest.mark.grafana(deterministic=7, clock={"at": "2026-03-01T09:00:00Z", "frozen": True})
    def test_says_what_it_says_and_leaves_the_rest(self, grafana: World, grafana_server: Server) -> None:
        assert grafana.release.startswith("12.4")
        with grafana_server.world(release="12.4", deterministic=7, clock={"at": "2026-03-01T09:00:00Z", "frozen": True}) as twin:
            assert twin.token() == grafana.token()


def test_what_is_wrong_is_said_in_the_servers_words(grafana_server: Server) -> None:
    with pytest.raises(ControlError, match="did you mean auth.anonymous"):
        grafana_server.world(settings={"auth.anonymos": {"enabled": True}})
