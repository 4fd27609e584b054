package grafaketest_test

import (
	"strings"
	"testing"

	"grafaketest"
)

func TestATokenExpiresWithoutWaiting(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	token := grafana.Token("Viewer", grafaketest.JSON{"expires": "29d"})
	if got := ask(t, grafana, token, "GET", "/api/org", ""); got.StatusCode != 200 {
		t.Errorf("%s: %s", got.Status, grafana.Why(got))
	}
	grafana.Clock.Advance("30d")
	refused := ask(t, grafana, token, "GET", "/api/org", "")
	if refused.StatusCode != 401 || !strings.Contains(grafana.Why(refused), "expired") {
		t.Errorf("%s, since %s", refused.Status, grafana.Why(refused))
	}
}

func TestAClockThatStandsStill(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	grafana.Clock.FreezeAt("2026-03-01T09:00:00Z")
	if got := ask(t, grafana, "", "GET", "/api/org", "").Header.Get("Date"); got != "Sun, 01 Mar 2026 09:00:00 GMT" {
		t.Errorf("Date is %s", got)
	}
	before := grafana.Clock.Now()
	if !grafana.Clock.Now().Equal(before) {
		t.Error("it goes on")
	}
}

func TestTheAnswerToACreationIsLost(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	grafana.Faults.Add(grafaketest.Fault{When: grafaketest.JSON{"method": "POST", "route": "/api/teams"}, Times: 1,
		Do: grafaketest.JSON{"apply": "once", "then": "drop"}})
	if _, err := try(grafana, "", "POST", "/api/teams", `{"name": "sre"}`); err == nil {
		t.Error("the answer came")
	}
	if got := ask(t, grafana, "", "POST", "/api/teams", `{"name": "sre"}`); got.StatusCode != 409 {
		t.Errorf("%s: the team was not made", got.Status)
	}
	if err := grafana.Faults.Verify(); err != nil {
		t.Error(err)
	}
}

func TestAFaultThatNobodyMetIsNamed(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	name := grafana.Faults.Add(grafaketest.Fault{Times: 1, Do: "locked"})
	if err := grafana.Faults.Verify(); err == nil || !strings.Contains(err.Error(), name+" was met 0 times") {
		t.Error(err)
	}
	if faults := grafana.Faults.List(); len(faults) != 1 || *faults[0].Left != 1 {
		t.Error(faults)
	}
	grafana.Faults.Remove(name)
}

func TestEachAnswerHasItsOwnReason(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	first, second := ask(t, grafana, "wrong", "GET", "/api/org", ""), ask(t, grafana, "", "GET", "/api/nowhere", "")
	if why := grafana.Why(first); !strings.Contains(why, "neither a token") {
		t.Error(why)
	}
	if why := grafana.Why(second); !strings.Contains(why, "no such route") {
		t.Error(why)
	}
}

func TestAForgottenRequestHasNotTheReasonOfTheNext(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t, grafaketest.Setting("grafake", "journal", 1))
	first, second := ask(t, grafana, "wrong", "GET", "/api/org", ""), ask(t, grafana, "", "GET", "/api/nowhere", "")
	if grafana.Why(first) != "" || grafana.Why(second) == "" {
		t.Errorf("%q, %q", grafana.Why(first), grafana.Why(second))
	}
}

func TestTheJournalKnowsWhoAskedWhat(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	ask(t, grafana, grafana.Token("Viewer"), "GET", "/api/org", "")
	requests := grafana.Requests("route=/api/org")
	if len(requests) != 1 || requests[0].Caller.Token != "viewer-1" || requests[0].Status != 200 {
		t.Error(requests)
	}
}
