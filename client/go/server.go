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
	startTime  = 30 * time.Second
	endTime    = time.Second // from the end of its connections to that of its process
	shownOfLog = 4000        // bytes
	// sharedLease is of a world in a server that outlives the tests, in seconds.
	sharedLease = 600
	toggle      = "serviceAccounts" // without it 9.0 has none
)

// server is what all tests of this process share.
type server struct {
	control control
	lease   int            // seconds; 0: its worlds end with it
	process *os.Process    // nil: it was there already
	input   io.WriteCloser // the server ends when this end of the pipe is closed: with this process at the latest
}

var (
	startOnce sync.Once
	started   *server
	startErr  error
)

// sharedServer starts it for whoever asks first. GRAFAKE_URL, or GRAFAKE_CONTROL, which `grafake exec` sets, names one
// that is there already.
func sharedServer() (*server, error) {
	startOnce.Do(func() {
		running := strings.TrimSuffix(os.Getenv("GRAFAKE_URL"), "/")
		address, named := os.Getenv("GRAFAKE_CONTROL"), "GRAFAKE_CONTROL"
		if address == "" && running != "" {
			address, named = running+"/_grafake", "GRAFAKE_URL"
		}
		if address != "" {
			started = &server{control: controlAt(address), lease: sharedLease}
			started.control.named = named
			return
		}
		started, startErr = startServer()
	})
	return started, startErr
}

func startServer(arguments ...string) (*server, error) {
	home, err := os.MkdirTemp("", "grafake-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(home) // nothing of it is needed once the program runs
	program, err := findProgram(home)
	if err != nil {
		return nil, err
	}
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
	command.Stdout, command.Stderr = log, log
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait()
		close(ended)
	}()
	url, err := awaitReady(command, ended, ready)
	if err != nil {
		return nil, fmt.Errorf("%s %w; it said:\n%s", program, err, endOf(log))
	}
	control := controlAt(url + "/_grafake")
	control.ended = func() string { return howItEnded(command, ended, log) }
	return &server{control: control, input: input, process: command.Process}, nil
}

// howItEnded is empty of a server that is still there. Its log has no name any more, so that it goes with whoever has it
// open.
func howItEnded(command *exec.Cmd, ended chan struct{}, log *os.File) string {
	select {
	case <-ended:
		return fmt.Sprintf("the server has ended: %v; it said last:\n%s", command.ProcessState, endOf(log))
	case <-time.After(endTime):
		return ""
	}
}

func endOf(log *os.File) []byte {
	var from int64
	if stat, err := log.Stat(); err == nil && stat.Size() > shownOfLog {
		from = stat.Size() - shownOfLog
	}
	said, _ := io.ReadAll(io.NewSectionReader(log, from, shownOfLog))
	return said
}

func awaitReady(command *exec.Cmd, ended chan struct{}, ready string) (string, error) {
	for deadline := time.Now().Add(startTime); time.Now().Before(deadline); {
		if url, err := os.ReadFile(ready); err == nil {
			return strings.TrimSuffix(strings.TrimSpace(string(url)), "/"), nil
		}
		select {
		case <-ended:
			return "", fmt.Errorf("does not start: %v", command.ProcessState)
		case <-time.After(time.Millisecond):
		}
	}
	_ = command.Process.Kill()
	<-ended
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
	return append(mine, "GF_FEATURE_TOGGLES_ENABLE="+toggle, "GF_GRAFAKE_LABEL=true")
}
