package grafaketest_test

import (
	"os"
	"path/filepath"
	"testing"

	"grafaketest"
)

func TestATokenHasTheRoleThatIsAskedFor(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	viewer, admin := grafana.Token("Viewer"), grafana.Token("Admin")
	if got := ask(t, grafana, viewer, "GET", "/api/serviceaccounts/search", ""); got.StatusCode != 403 {
		t.Errorf("the viewer got %s", got.Status)
	}
	if got := ask(t, grafana, admin, "GET", "/api/serviceaccounts/search", ""); got.StatusCode != 200 {
		t.Errorf("the admin got %s: %s", got.Status, grafana.Why(got))
	}
}

func TestNoTestSeesWhatAnotherHasMade(t *testing.T) {
	for _, name := range []string{"one", "two", "three"} {
		name := name
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			grafana := grafaketest.New(t)
			if got := read(t, ask(t, grafana, "", "GET", "/api/teams/search", ""))["totalCount"]; got != 0.0 {
				t.Errorf("%v teams are there", got)
			}
			ask(t, grafana, "", "POST", "/api/teams", `{"name": "`+name+`"}`)
		})
	}
}

func TestWithEachRelease(t *testing.T) {
	for _, release := range []string{"8.5", "9.0", "12.4"} {
		release := release
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			grafana := grafaketest.New(t, grafaketest.Release(release))
			if got := read(t, ask(t, grafana, "", "GET", "/api/health", ""))["version"]; got != grafana.Release {
				t.Errorf("health says %v", got)
			}
		})
	}
}

func TestASeedSaysWhoIsThere(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t, grafaketest.SeedFile("testdata/robots.yaml"), grafaketest.ClockFrozenAt("2026-03-01T09:00:00Z"))
	tokens := grafana.Seeded.ServiceAccounts[0].Tokens
	if got := ask(t, grafana, tokens[0].Key, "GET", "/api/org", ""); got.StatusCode != 200 {
		t.Errorf("%s: %s", got.Status, grafana.Why(got))
	}
	refused := ask(t, grafana, tokens[1].Key, "GET", "/api/org", "")
	if why := grafana.Why(refused); why != `token "gone" of robot expired 1 s ago` {
		t.Errorf("refused, since %s", why)
	}
}

func TestAFileIsSentAsItIsBesideAClock(t *testing.T) {
	t.Parallel()
	const robot = "service_accounts: [{name: robot, tokens: [{name: gone, expires: -1s}]}]\n"
	for form, text := range map[string]string{
		"JSON":                        "{\n\"service_accounts\": [\n{\"name\": \"robot\", \"tokens\": [{\"name\": \"gone\", \"expires\": \"-1s\"}]}]}\n",
		"YAML with its own beginning": "%YAML 1.2\n---\n" + robot + "...\n",
		"lines that are text":         "users:\n- login: ada\n  name: |\n    one\n    --- two\n" + robot,
	} {
		seed := filepath.Join(t.TempDir(), "seed")
		if err := os.WriteFile(seed, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		grafana := grafaketest.New(t, grafaketest.SeedFile(seed), grafaketest.ClockFrozenAt("2026-03-01T09:00:00Z"))
		refused := ask(t, grafana, grafana.Seeded.ServiceAccounts[0].Tokens[0].Key, "GET", "/api/org", "")
		if why := grafana.Why(refused); why != `token "gone" of robot expired 1 s ago` {
			t.Errorf("%s: refused, since %s", form, why)
		}
	}
}

func TestSettingsAreTheIniFiles(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t, grafaketest.Setting("users", "viewers_can_edit", true),
		grafaketest.Setting("users", "default_theme", "light"), grafaketest.Seed(grafaketest.JSON{"orgs": []grafaketest.JSON{{"name": "A"}}}))
	if got := read(t, ask(t, grafana, "", "GET", "/api/orgs/name/A", ""))["name"]; got != "A" {
		t.Errorf("the org is %v", got)
	}
	settings := read(t, ask(t, grafana, "", "GET", "/api/admin/settings", ""))
	if got := settings["users"].(map[string]any)["default_theme"]; got != "light" {
		t.Errorf("the theme is %v", got)
	}
}

func TestBackToWhereItWas(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	token := grafana.Token("Viewer")
	grafana.Snapshot("before")
	grafana.Reset()
	if got := ask(t, grafana, token, "GET", "/api/org", ""); got.StatusCode == 200 {
		t.Error("a reset leaves the token")
	}
	grafana.Restore("before")
	if got := ask(t, grafana, token, "GET", "/api/org", ""); got.StatusCode != 200 {
		t.Errorf("%s: %s", got.Status, grafana.Why(got))
	}
}

func TestTheSameSecretsInEveryRun(t *testing.T) {
	t.Parallel()
	options := []grafaketest.Option{grafaketest.Deterministic(7), grafaketest.ClockFrozenAt("2026-03-01T09:00:00Z")}
	one, other := grafaketest.New(t, options...), grafaketest.New(t, options...)
	if a, b := one.Token("Editor"), other.Token("Editor"); a != b {
		t.Error("the secrets differ")
	}
}
