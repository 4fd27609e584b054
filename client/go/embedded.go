//go:build grafake_embedded

package grafaketest

import (
	_ "embed"
	"os"
	"path/filepath"
	"syscall"
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
		// Whoever is forked meanwhile would hold it open for writing, and such a file cannot be run.
		syscall.ForkLock.RLock()
		defer syscall.ForkLock.RUnlock()
		return path, os.WriteFile(path, program, 0o700)
	}
}
