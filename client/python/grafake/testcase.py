"""A world for each test of unittest."""

from __future__ import annotations

import sys
import unittest
from typing import Any, Dict, List, Optional

from grafake.server import shared_server
from grafake.world import World


class GrafanaTestCase(unittest.TestCase):
    """`self.grafana` is there before setUp. A failed test prints what was refused."""

    grafana_options: Dict[str, Any] = {}  # of Server.world(): release, seed, settings, clock, deterministic
    grafana: World
    grafana_refused: List[str] = []

    def run(self, result: Optional[unittest.TestResult] = None) -> Optional[unittest.TestResult]:
        before = _failures(result)
        self.grafana = shared_server().world(**self.grafana_options)
        try:
            result = super().run(result)
            self.grafana_refused = self.grafana.refused()
        finally:
            self.grafana.close()
        # Where pytest runs the test, its plugin prints them.
        if self.grafana_refused and _failures(result) > before:
            print(f"{self.id()}: requests that Grafana refused:", *self.grafana_refused, sep="\n  ", file=sys.stderr)
        return result


def _failures(result: Optional[unittest.TestResult]) -> int:
    return len(getattr(result, "failures", [])) + len(getattr(result, "errors", []))
