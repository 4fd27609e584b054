from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
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
        printed = io.StringIO()
        with contextlib.redirect_stderr(printed):
            result = unittest.TextTestRunner(io.StringIO()).run(Failing())
        self.assertEqual(len(result.failures), 1)
        self.assertIn("GET /api/org → 401: ", printed.getvalue())


_BROKEN = """
import unittest, urllib.request
from grafake import GrafanaTestCase, shared_server

class A_Closes(GrafanaTestCase):
    def test(self):
        self.grafana.close()
        self.fail("on purpose")

class B_KeepsNoJournal(GrafanaTestCase):
    grafana_options = {"settings": {"grafake": {"journal": 0}}}
    def test(self):
        self.fail("on purpose")

class C_HasNoWorld(GrafanaTestCase):
    grafana_options = {"release": "1.0"}
    def test(self):
        pass

class D_Kills(GrafanaTestCase):
    def test(self):
        shared_server()._process.kill()
        self.fail("on purpose")

class E_IsRunToo(unittest.TestCase):
    def test(self):
        pass

unittest.main()
"""


class BrokenTest(unittest.TestCase):
    def test_what_cannot_be_told_takes_no_other_test_along(self) -> None:
        said = self._output_of(_BROKEN)
        self.assertIn("Ran 5 tests", said)
        self.assertIn("failures=3, errors=2", said)  # the killed server's world cannot be closed
        self.assertIn("nobody can tell: ", said)
        self.assertIn("journal is 0", said)
        self.assertIn('release is "1.0"', said)

    def _output_of(self, program: str) -> str:
        paths = os.pathsep.join(path for path in sys.path if path)
        run = subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, check=False
        )
        return run.stderr.decode()
