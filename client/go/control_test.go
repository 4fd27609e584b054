package grafaketest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// fatal is a test that ends where it fails.
type fatal struct {
	testing.TB
	said string
}

func (f *fatal) Fatalf(form string, words ...any) {
	f.said = fmt.Sprintf(form, words...)
	panic(f)
}

func (f *fatal) saidBy(step func()) (said string) {
	f.said = ""
	defer func() {
		_ = recover()
		said = f.said
	}()
	step()
	return
}

func TestWhatIsNoGrafakeIsSaid(t *testing.T) {
	t.Parallel()
	answers := map[string]int{"<html>": 200, `{"message": "Not found"}`: 404, "{}": 200, "": 204}
	for text, status := range answers {
		text, status := text, status
		other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(text))
		}))
		failed := &fatal{TB: t}
		world := &World{t: failed, control: controlAt(other.URL + "/_grafake")}
		if said := failed.saidBy(func() { world.open(JSON{}) }); !strings.Contains(said, "no grafake") {
			t.Errorf("%q, %d: %s", text, status, said)
		}
		other.Close()
	}
}

func TestANameIsOneSegmentOfAPath(t *testing.T) {
	t.Parallel()
	failed := &fatal{TB: t}
	grafana := New(failed)
	for _, name := range []string{"before lunch", "a/b", "50%?", "ümlaut"} {
		if said := failed.saidBy(func() { grafana.Snapshot(name) }); !strings.Contains(said, "a snapshot's name has letters") {
			t.Errorf("%s: %s", name, said)
		}
		if said := failed.saidBy(func() { grafana.Faults.Remove(name) }); !strings.Contains(said, "there is no fault") {
			t.Errorf("%s: %s", name, said)
		}
	}
}
