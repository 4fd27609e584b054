"""A world for each test of unittest."""

from __future__ import annotations

import sys
import unittest
from typing import Any, Callable, Dict, List, Optional

from grafake.server import shared_server
from grafake.world import World, refused_in


class GrafanaTestCase(unittest.TestCase):
    """`self.grafana` is there before setUp. A failed test prints what was refused."""

    grafana_options: Dict[str, Any] = {}  # of Server.world(): release, seed, settings, clock, deterministic
    grafana: World
    grafana_refused: List[str] = []

    def run(self, result: Optional[unittest.TestResult] = None) -> Optional[unittest.TestResult]:
        before = _failures(result)
        try:
            self.grafana = shared_server().world(**self.grafana_options)
        except Exception as error:  # is this test's; raised here, it would end the run
            setattr(self, "setUp", _raising(error))
            return super().run(result)
        result = super().run(result)
        self._end_grafana(result, before)
        # Where pytest runs the test, its plugin prints them.
        if self.grafana_refused and _failures(result) > before:
            print(f"{self.id()}: requests that Grafana refused:", *self.grafana_refused, sep="\n  ", file=sys.stderr)
        return result

    def _end_grafana(self, result: Optional[unittest.TestResult], before: int) -> None:
        if _failures(result) > before or getattr(result, "_excinfo", None):  # the latter is pytest's
            self.grafana_refused = refused_in(self.grafana)
        try:
            self.grafana.close()
        except Exception:
            if result is not None:
                result.addError(self, sys.exc_info())


def _raising(error: Exception) -> Callable[[], None]:
    def set_up() -> None:
        raise error

    return set_up


def _failures(result: Optional[unittest.TestResult]) -> int:
    return len(getattr(result, "failures", [])) + len(getattr(result, "errors", []))
