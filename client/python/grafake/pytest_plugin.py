"""Fixtures `grafana`, a world of its own for each test, and `grafana_server`, one for each run; the marker `grafana`."""

from __future__ import annotations

from typing import Any, Dict, Generator, Iterator

import pytest

from grafake.server import Server, shared_server
from grafake.world import World, refused_in

_WORLD = pytest.StashKey[World]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "grafana(release=, seed=, settings=, clock=, deterministic=): what the fixture grafana begins with; the nearest marker says each",
    )


@pytest.fixture(scope="session")
def grafana_server() -> Server:
    """With xdist each worker has its own: it starts in 20 ms, nothing need be agreed between workers, and who is killed
    takes his own server along, nobody else's."""
    return shared_server()


@pytest.fixture
def grafana(request: pytest.FixtureRequest, grafana_server: Server) -> Iterator[World]:
    """Parametrized indirectly, the parameter is the release."""
    with grafana_server.world(**_wish(request)) as world:
        request.node.stash[_WORLD] = world
        yield world


def _wish(request: pytest.FixtureRequest) -> Dict[str, Any]:
    wish: Dict[str, Any] = {}
    for marker in reversed(list(request.node.iter_markers("grafana"))):  # the nearest comes last
        wish.update(marker.kwargs)
    if hasattr(request, "param"):  # nearer than any marker
        wish["release"] = request.param
    return wish


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    report = (yield).get_result()
    if not report.failed or report.when == "teardown":
        return
    world = item.stash.get(_WORLD, None)
    refused = refused_in(world) if world is not None else getattr(getattr(item, "_testcase", None), "grafana_refused", [])
    if refused:
        report.sections.append(("Requests that Grafana refused", "\n".join(refused)))
