package grafaketest

import (
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// JSON is an object of test control, as server/control/README.md describes it.
type JSON = map[string]any

// World is one Grafana of a test's own. Its methods end the test with t.Fatal when the server says no, so they are for
// the test's own goroutine.
type World struct {
	URL      string // without a slash at its end
	Release  string // "9.0.9"
	User     string // of the Grafana admin
	Password string
	Seeded   Seeded // what the seed has made
	Clock    Clock
	Faults   Faults

	t       testing.TB
	control control
	tokens  atomic.Int64
}

// Seeded tells ids and secrets.
type Seeded struct {
	Orgs            []Made `json:"orgs"`
	Users           []Made `json:"users"`
	Teams           []Made `json:"teams"`
	ServiceAccounts []Made `json:"service_accounts"`
	APIKeys         []Made `json:"api_keys"`
}

// Made is one of them; what it does not have is empty.
type Made struct {
	ID     int64  `json:"id"`
	UID    string `json:"uid"`
	Name   string `json:"name"`
	Login  string `json:"login"`
	Key    string `json:"key"` // the secret of a token or an API key
	Tokens []Made `json:"tokens"`
}

// New opens a world that nobody else sees and that ends with the test. A failed test logs the requests that were
// refused in it, each with its reason. The server is started for the first test that asks.
func New(t testing.TB, options ...Option) *World {
	t.Helper()
	shared, err := sharedServer()
	if err != nil {
		t.Fatalf("grafaketest: %v", err)
	}
	wish := newWish(shared.lease)
	for _, option := range options {
		option(wish)
	}
	body, err := wish.body()
	if err != nil {
		t.Fatalf("grafaketest: %v", err)
	}
	world := &World{t: t, control: shared.control}
	world.open(body)
	t.Cleanup(world.end)
	return world
}

func (w *World) open(body any) {
	w.t.Helper()
	var told struct {
		Name, URL, Release string
		Admin              struct{ Login, Password string }
		Seeded             Seeded
	}
	w.call("POST", "/worlds", body, &told)
	if told.Name == "" || told.URL == "" {
		w.t.Fatalf("grafaketest: %v", w.control.noGrafake(200))
	}
	w.URL, w.Release, w.User, w.Password = told.URL, told.Release, told.Admin.Login, told.Admin.Password
	w.Seeded = told.Seeded
	w.control = w.control.below("/worlds/" + told.Name)
	w.Clock, w.Faults = Clock{w}, Faults{w}
}

func (w *World) end() {
	if w.t.Failed() {
		if refused := w.refused(); len(refused) > 0 {
			w.t.Logf("requests that Grafana refused:\n  %s", strings.Join(refused, "\n  "))
		}
	}
	if err := w.control.call("DELETE", "", nil, nil); err != nil {
		w.t.Errorf("grafaketest: %v", err)
	}
}

func (w *World) call(method, path string, body, told any) {
	w.t.Helper()
	if err := w.control.call(method, path, body, told); err != nil {
		w.t.Fatalf("grafaketest: %v", err)
	}
}

// Token returns the secret of a new service account with that role: "Viewer", "Editor", "Admin". With members, those
// of a seed's token: JSON{"expires": "1h"}.
func (w *World) Token(role string, members ...JSON) string {
	w.t.Helper()
	name := fmt.Sprintf("%s-%d", strings.ToLower(role), w.tokens.Add(1))
	token := JSON{"name": name}
	for _, more := range members {
		for member, value := range more {
			token[member] = value
		}
	}
	made := w.Seed(JSON{"service_accounts": []JSON{{"name": name, "role": role, "tokens": []JSON{token}}}})
	return made.ServiceAccounts[0].Tokens[0].Key
}

// Seed adds users, accounts, tokens …: JSON, or a string with YAML.
func (w *World) Seed(seed any) Seeded {
	w.t.Helper()
	var made Seeded
	w.call("POST", "/seed", seed, &made)
	return made
}

// State is all of the world, as a seed.
func (w *World) State() JSON {
	w.t.Helper()
	var state JSON
	w.call("GET", "/state", nil, &state)
	return state
}

// Reset brings the world back to its start, but for "clock", "faults", "journal" where they are named.
func (w *World) Reset(keep ...string) {
	w.t.Helper()
	w.call("POST", "/reset", JSON{"keep": append([]string{}, keep...)}, nil)
}

// Snapshot keeps the state, which Restore brings back.
func (w *World) Snapshot(name string) {
	w.t.Helper()
	w.call("POST", "/snapshots/"+url.PathEscape(name), nil, nil)
}

// Restore brings back what Snapshot kept.
func (w *World) Restore(name string) {
	w.t.Helper()
	w.call("POST", "/snapshots/"+url.PathEscape(name)+"/restore", nil, nil)
}
