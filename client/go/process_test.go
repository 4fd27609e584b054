package grafaketest

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestMain is this test program, or, for the tests below, one that somebody kills.
func TestMain(m *testing.M) {
	if pidFile := os.Getenv("GRAFAKETEST_BE_KILLED"); pidFile != "" {
		_, err := startServer("--pidfile", pidFile)
		fmt.Println("up", err)
		time.Sleep(time.Hour)
	}
	os.Exit(m.Run())
}

func TestTheServerEndsWithTestsThatAreKilled(t *testing.T) {
	t.Parallel()
	pidFile := filepath.Join(t.TempDir(), "pid")
	tests := exec.Command(os.Args[0])
	tests.Env = append(os.Environ(), "GRAFAKETEST_BE_KILLED="+pidFile)
	output, err := tests.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := tests.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(output).ReadString('\n'); line != "up <nil>\n" {
		t.Fatal(line)
	}
	server, err := os.ReadFile(pidFile)
	if err != nil || hasEnded(string(server)) {
		t.Fatal("there is no server ", err)
	}
	_ = tests.Process.Kill()
	_ = tests.Wait()
	for end := time.Now().Add(time.Minute); !hasEnded(string(server)); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the server is still there")
		}
	}
}

// hasEnded is also true when nobody is there to ask for its exit code.
func hasEnded(process string) bool {
	stat, err := os.ReadFile("/proc/" + process + "/stat")
	return err != nil || strings.Contains(string(stat), ") Z ")
}

func TestAStartThatFailsSaysWhy(t *testing.T) {
	t.Parallel()
	if _, err := startServer("--no-such-flag"); err == nil || !strings.Contains(err.Error(), "no-such-flag") {
		t.Error(err)
	}
}

func TestAServerThatEndsInTheMiddleSaysWhatItSaid(t *testing.T) {
	t.Parallel()
	own, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	_ = own.process.Signal(syscall.SIGTERM)
	for end := time.Now().Add(time.Minute); err == nil || !strings.Contains(err.Error(), "has ended"); {
		if time.Now().After(end) {
			t.Fatal(err)
		}
		err = own.control.call("GET", "/worlds", nil, nil)
	}
	if !strings.Contains(err.Error(), "HTTP Server Listen") {
		t.Error(err)
	}
}

// Each has a program of its own where it is embedded.
func TestServersCanStartAtOnce(t *testing.T) {
	t.Parallel()
	var all sync.WaitGroup
	for i := 0; i < 4; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			if own, err := startServer(); err != nil {
				t.Error(err)
			} else {
				_ = own.input.Close()
			}
		}()
	}
	all.Wait()
}

func TestTheProgramIsNamedOrFound(t *testing.T) {
	t.Setenv("GRAFAKE", "/opt/grafake")
	if found, err := findProgram(t.TempDir()); found != "/opt/grafake" {
		t.Error(found, err)
	}
	if embedded != nil {
		return
	}
	t.Setenv("GRAFAKE", "")
	t.Setenv("PATH", t.TempDir())
	if _, err := findProgram(t.TempDir()); err == nil || !strings.Contains(err.Error(), "GRAFAKE=/path/of/grafake") {
		t.Error(err)
	}
}

// failing is a test that has failed, and keeps what it logs.
type failing struct {
	testing.TB
	logged  string
	cleanup []func()
}

func (f *failing) Failed() bool                   { return true }
func (f *failing) Logf(form string, words ...any) { f.logged += fmt.Sprintf(form, words...) }
func (f *failing) Cleanup(end func())             { f.cleanup = append(f.cleanup, end) }

func TestAFailedTestLogsWhatWasRefused(t *testing.T) {
	t.Parallel()
	failed := &failing{TB: t}
	answer, err := http.Get(New(failed).URL + "/api/users")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	failed.cleanup[0]()
	if !strings.Contains(failed.logged, "GET /api/users → 401: no credential") {
		t.Error(failed.logged)
	}
}

func TestWhatCannotBeToldIsLoggedAndEndsNothing(t *testing.T) {
	t.Parallel()
	failed := &failing{TB: t}
	New(failed, Setting("grafake", "journal", 0))
	failed.cleanup[0]()
	if !strings.Contains(failed.logged, "nobody can tell: ") || !strings.Contains(failed.logged, "journal is 0") {
		t.Error(failed.logged)
	}
}

func TestWorldsHaveServiceAccountsInEveryServer(t *testing.T) {
	t.Parallel()
	bare, err := startServer("cfg:feature_toggles.enable=")
	if err != nil {
		t.Fatal(err)
	}
	defer bare.input.Close()
	seed := Seed(JSON{"service_accounts": []JSON{{"name": "robot"}}})
	for want, options := range map[string][]Option{
		"":       {seed, Release("9.0"), Setting("auth.anonymous", "enabled", true), Setting("feature_toggles", "other", true)},
		"is off": {seed, Setting("feature_toggles", "enable", "")},
	} {
		wish := newWish(sharedLease)
		for _, option := range options {
			option(wish)
		}
		body, err := wish.body()
		if err != nil {
			t.Fatal(err)
		}
		err = bare.control.call("POST", "/worlds", body, nil)
		if (err == nil) != (want == "") || (err != nil && !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v", want, err)
		}
	}
}

func TestWhereNobodyListensTheVariableIsNamed(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nowhere := controlAt("http://" + listener.Addr().String() + "/_grafake")
	nowhere.named = "GRAFAKE_URL"
	listener.Close()
	err = nowhere.call("GET", "/worlds", nil, nil)
	if err == nil || !strings.Contains(err.Error(), "GRAFAKE_URL leads to "+nowhere.url+", where nobody listens") {
		t.Error(err)
	}
}
