from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def _own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that a test starts itself is its own, also below `grafake exec`, which names one for the others."""
    for name in ("GRAFAKE_CONTROL", "GRAFAKE_URL"):
        monkeypatch.delenv(name, raising=False)
