from __future__ import annotations

import io
import unittest

from ask import ask, basic

from grafake import GrafanaTestCase


class RobotTest(GrafanaTestCase):
    grafana_options = {"release": "9.3"}

    def test_is_made(self) -> None:
        admin = basic(self.grafana.user, self.grafana.password)
        made = ask(f"{self.grafana.url}/api/serviceaccounts", admin, "POST", {"name": "robot"})
        self.assertEqual(made.status, 201)


class Failing(GrafanaTestCase):
    __test__ = False  # run by the test below alone

    def runTest(self) -> None:
        self.assertEqual(ask(f"{self.grafana.url}/api/org", "Bearer wrong").status, 200)


class FailureTest(unittest.TestCase):
    def test_says_what_was_refused(self) -> None:
        import contextlib

        printed = io.StringIO()
        with contextlib.redirect_stderr(printed):
            result = unittest.TextTestRunner(io.StringIO()).run(Failing())
        self.assertEqual(len(result.failures), 1)
        self.assertIn("GET /api/org → 401: ", printed.getvalue())
