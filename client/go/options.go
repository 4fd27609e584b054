package grafaketest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

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

// body is JSON, or YAML where the seed is a file of it.
func (w *wish) body() (any, error) {
	if w.seedFile != "" {
		return w.yaml()
	}
	seed := JSON{}
	for member, value := range w.seed {
		seed[member] = value
	}
	if w.clock != nil {
		seed["clock"] = w.clock
	}
	if len(seed) > 0 {
		w.members["seed"] = seed
	}
	return w.members, nil
}

func (w *wish) yaml() (string, error) {
	file, err := os.ReadFile(w.seedFile)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for member, value := range w.members {
		if err := writeMember(&text, member, value); err != nil {
			return "", err
		}
	}
	text.WriteString("seed:\n")
	if w.clock != nil {
		text.WriteString("  ")
		if err := writeMember(&text, "clock", w.clock); err != nil {
			return "", err
		}
	}
	for _, line := range strings.Split(string(file), "\n") {
		if !strings.HasPrefix(line, "---") {
			text.WriteString("  " + line + "\n")
		}
	}
	return text.String(), nil
}

func writeMember(text *strings.Builder, member string, value any) error {
	written, err := json.Marshal(value)
	fmt.Fprintf(text, "%s: %s\n", member, written)
	return err
}
