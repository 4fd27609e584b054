package grafaketest

import (
	"errors"
	"os"
	"os/exec"
)

// embedded puts the program that this package carries into a directory, and returns its path; nil: it carries none. Set
// by embedded.go, with the build tag grafake_embedded.
var embedded func(directory string) (string, error)

// findProgram returns what GRAFAKE names, else what is embedded, which fits this package best and is put into the
// directory, else what is in PATH.
func findProgram(directory string) (string, error) {
	if named := os.Getenv("GRAFAKE"); named != "" {
		return named, nil
	}
	if embedded != nil {
		return embedded(directory)
	}
	found, err := exec.LookPath("grafake")
	if err != nil {
		return "", errors.New("there is no program grafake in PATH; say where it is by GRAFAKE=/path/of/grafake, or " +
			"copy it to program/ in this package and build with -tags grafake_embedded")
	}
	return found, nil
}
