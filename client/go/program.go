package grafaketest

import (
	"errors"
	"os"
	"os/exec"
)

// embedded returns the program that this package carries, and puts it where it can be run; nil: it carries none. Set
// by embedded.go, with the build tag grafake_embedded.
var embedded func() (string, error)

// findProgram returns what GRAFAKE names, else what is embedded, which fits this package best, else what is in PATH.
func findProgram() (string, error) {
	if named := os.Getenv("GRAFAKE"); named != "" {
		return named, nil
	}
	if embedded != nil {
		return embedded()
	}
	found, err := exec.LookPath("grafake")
	if err != nil {
		return "", errors.New("there is no program grafake in PATH; say where it is by GRAFAKE=/path/of/grafake, or " +
			"copy it to program/ in this package and build with -tags grafake_embedded")
	}
	return found, nil
}
