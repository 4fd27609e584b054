"""Fixtures `grafana`, a world of its own for each test, and `grafana_server`, one for each run; the marker `grafana`."""

from __future__ import annotations

import difflib
import inspect
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
    __tracebackhide__ = True
    with grafana_server.world(**_wish(request)) as world:
        request.node.stash[_WORLD] = world
        yield world


def _wish(request: pytest.FixtureRequest) -> Dict[str, Any]:
    __tracebackhide__ = True
    wish: Dict[str, Any] = {}
    for marker in reversed(list(request.node.iter_markers("grafana"))):  # the nearest comes last
        _check(marker.kwargs)
        wish.update(marker.kwargs)
    if hasattr(request, "param"):  # nearer than any marker
        wish["release"] = request.param
    return wish


def _check(given: Dict[str, Any]) -> None:
    __tracebackhide__ = True
    known = list(inspect.signature(Server.world).parameters)[1:]
    for word in given:
        if word not in known:
            meant = "".join(f"did you mean {guess}? " for guess in difflib.get_close_matches(word, known, 1))
            pytest.fail(f"the marker grafana does not take {word}; {meant}({', '.join(known)})", pytrace=False)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    report = (yield).get_result()
    if not report.failed or report.when == "teardown":
        return
    world = item.stash.get(_WORLD, None)
    refused = refused_in(world) if world is not None else getattr(getattr(item, "_testcase", None), "grafana_refused", [])
    if refused:
        report.sections.append(("Requests that Grafana refused", "\n".join(refused)))
