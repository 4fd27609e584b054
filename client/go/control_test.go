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
		func() {
			defer func() { _ = recover() }()
			(&World{t: failed, control: controlAt(other.URL + "/_grafake")}).open(JSON{})
		}()
		if !strings.Contains(failed.said, "no grafake") {
			t.Errorf("%q, %d: %s", text, status, failed.said)
		}
		other.Close()
	}
}
