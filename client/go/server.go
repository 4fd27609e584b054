package grafaketest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	startTime = 30 * time.Second
	// sharedLease is of a world in a server that outlives the tests, in seconds.
	sharedLease = 600
)

// server is what all tests of this process share.
type server struct {
	control control
	lease   int            // seconds; 0: its worlds end with it
	input   io.WriteCloser // the server ends when this end of the pipe is closed: with this process at the latest
}

var (
	startOnce sync.Once
	started   *server
	startErr  error
	unpacked  string // a directory to remove when the program runs
)

// sharedServer starts it for whoever asks first. GRAFAKE_URL, or GRAFAKE_CONTROL, which `grafake exec` sets, names one
// that is there already.
func sharedServer() (*server, error) {
	startOnce.Do(func() {
		running := strings.TrimSuffix(os.Getenv("GRAFAKE_URL"), "/")
		address := os.Getenv("GRAFAKE_CONTROL")
		if address == "" && running != "" {
			address = running + "/_grafake"
		}
		if address != "" {
			started = &server{control: controlAt(address), lease: sharedLease}
			return
		}
		started, startErr = startServer()
	})
	return started, startErr
}

func startServer(arguments ...string) (*server, error) {
	program, err := findProgram()
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "grafake-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(home)
	defer os.RemoveAll(unpacked)
	return runServer(program, home, arguments)
}

func runServer(program, home string, arguments []string) (*server, error) {
	ready := filepath.Join(home, "url")
	words := []string{"--port", "0", "--homepath", home, "--ready-file", ready, "--exit-with-stdin"}
	command := exec.Command(program, append(words, arguments...)...)
	command.Env = environment()
	// In a session of its own: Ctrl-C is for the tests.
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	log, err := os.Create(filepath.Join(home, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	command.Stdout, command.Stderr = log, log
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	url, err := awaitReady(command, ready)
	if err != nil {
		said, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("%s %w; it said:\n%s", program, err, said)
	}
	return &server{control: controlAt(url + "/_grafake"), input: input}, nil
}

func awaitReady(command *exec.Cmd, ready string) (string, error) {
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	for deadline := time.Now().Add(startTime); time.Now().Before(deadline); {
		if url, err := os.ReadFile(ready); err == nil {
			return strings.TrimSuffix(strings.TrimSpace(string(url)), "/"), nil
		}
		select {
		case err := <-ended:
			return "", fmt.Errorf("does not start: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	_ = command.Process.Kill()
	return "", errors.New("does not listen")
}

// environment has no setting of a Grafana that this machine may have.
func environment() []string {
	var mine []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "GF_") {
			mine = append(mine, variable)
		}
	}
	return append(mine, "GF_FEATURE_TOGGLES_ENABLE=serviceAccounts", "GF_GRAFAKE_LABEL=true")
}
