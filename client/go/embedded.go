//go:build grafake_embedded

package grafaketest

import (
	_ "embed"
	"os"
	"path/filepath"
)

// README.md says how it comes there.
//
//go:embed program/grafake
var program []byte

// The file lies in a directory of this process alone, which serverProcess removes as soon as the program runs.
func init() {
	embedded = func() (string, error) {
		directory, err := os.MkdirTemp("", "grafake-program-")
		if err != nil {
			return "", err
		}
		unpacked = directory
		path := filepath.Join(directory, "grafake")
		return path, os.WriteFile(path, program, 0o700)
	}
}
