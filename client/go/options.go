package grafaketest

import "os"

// Option says what a world begins with.
type Option func(*wish)

// Release is the Grafana to be: "8.5", "9.0" …
func Release(name string) Option { return func(w *wish) { w.members["release"] = name } }

// Seed is JSON with users, accounts, tokens …
func Seed(seed JSON) Option { return func(w *wish) { w.seed = seed } }

// SeedFile names a file with a seed in YAML or JSON.
func SeedFile(path string) Option { return func(w *wish) { w.seedFile = path } }

// Setting is one of Grafana's ini file: Setting("auth.anonymous", "enabled", true).
func Setting(section, key string, value any) Option {
	return func(w *wish) {
		settings, _ := w.members["settings"].(map[string]JSON)
		if settings == nil {
			settings = map[string]JSON{}
			w.members["settings"] = settings
		}
		if settings[section] == nil {
			settings[section] = JSON{}
		}
		settings[section][key] = value
	}
}

// ClockAt lets the world begin at that time, "2026-03-01T09:00:00Z", running on from there.
func ClockAt(now string) Option { return func(w *wish) { w.clock = now } }

// ClockFrozenAt lets it stand still there.
func ClockFrozenAt(now string) Option {
	return func(w *wish) { w.clock = JSON{"at": now, "frozen": true} }
}

// Deterministic makes ids and secrets the same in every run with this number.
func Deterministic(number uint64) Option {
	return func(w *wish) { w.members["deterministic"] = number }
}

type wish struct {
	members  JSON
	seed     JSON
	seedFile string
	clock    any
}

func newWish(lease int) *wish {
	w := &wish{members: JSON{}}
	if lease > 0 {
		w.members["lease_seconds"] = lease
	}
	return w
}

// body is what opens the world; a file is sent as its text, so that what is wrong with it is told with its line.
func (w *wish) body() (JSON, error) {
	if w.seedFile != "" {
		text, err := os.ReadFile(w.seedFile)
		if err != nil {
			return nil, err
		}
		w.members["seed"] = string(text)
	} else if w.seed != nil {
		w.members["seed"] = w.seed
	}
	if _, shared := w.members["lease_seconds"]; shared {
		w.turnOnServiceAccounts()
	}
	if w.clock != nil {
		w.members["clock"] = w.clock
	}
	return w.members, nil
}

// turnOnServiceAccounts is what a server of the tests' own begins with: settings that say which toggles are on have the
// last word.
func (w *wish) turnOnServiceAccounts() {
	settings, _ := w.members["settings"].(map[string]JSON)
	for _, said := range []string{"enable", toggle} {
		if _, found := settings["feature_toggles"][said]; found {
			return
		}
	}
	Setting("feature_toggles", toggle, true)(w)
}
