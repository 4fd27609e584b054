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

func init() {
	embedded = func(directory string) (string, error) {
		// Who is forked meanwhile would have the file open to write, and nobody could run it.
		syscall.ForkLock.RLock()
		defer syscall.ForkLock.RUnlock()
		path := filepath.Join(directory, "grafake")
		return path, os.WriteFile(path, program, 0o700)
	}
}
