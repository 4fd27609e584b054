"""What a failed test shows."""

from __future__ import annotations

import pytest

_FAILING = """
    import urllib.error, urllib.request
    from grafake import GrafanaTestCase

    def test_fails(grafana):
        try:
            urllib.request.urlopen(grafana.url + "/api/teams/search")
        except urllib.error.HTTPError:
            assert False

    def test_passes(grafana):
        assert grafana.requests() == []

    class Case(GrafanaTestCase):
        def test_fails_too(self):
            urllib.request.urlopen(self.grafana.url + "/api/users")
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_names_the_refused_requests_of_a_failed_test(pytester: pytest.Pytester, workers: "tuple[str, ...]") -> None:
    pytester.makepyfile(_FAILING)
    result = pytester.runpytest_subprocess(*workers)
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(["*Requests that Grafana refused*", "GET /api/teams/search → 401: no credential*"])
    result.stdout.fnmatch_lines(["*Requests that Grafana refused*", "GET /api/users → 401: no credential*"])


def test_a_marker_with_an_unknown_word_is_said(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\n@pytest.mark.grafana(seeds={})\ndef test(grafana): pass\n")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*the marker grafana does not take seeds; did you mean seed? (release, seed, *"])


def test_a_refusal_comes_before_its_address_and_the_users_line_is_shown(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test(grafana):\n    grafana.restore('nope')\n")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([">       grafana.restore('nope')", "E *ControlError: there is no snapshot *(POST http://*"])
    result.stdout.no_fnmatch_line("*in _ask*")


_BROKEN = """
    import pytest

    def test_closes(grafana):
        grafana.close()
        assert False

    @pytest.mark.grafana(settings={"grafake": {"journal": 0}})
    def test_keeps_no_journal(grafana):
        assert False

    def test_kills(grafana, grafana_server):
        grafana_server._process.kill()
        grafana_server._process.wait()
        assert False

    def test_is_run_too():
        pass
"""


def test_what_cannot_be_told_takes_no_other_test_along(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(_BROKEN)
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1, failed=3, errors=1)  # the killed server's world cannot be closed
    result.stdout.fnmatch_lines(["*Requests that Grafana refused*", "nobody can tell: *"])
    result.stdout.fnmatch_lines(["*nobody can tell: *journal is 0*"])
