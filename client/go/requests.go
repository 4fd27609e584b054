package grafaketest

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

const shownRefusals = 10 // of a failed test

// Request is what the world's journal knows of one.
type Request struct {
	ID      int64  `json:"id"`
	Method  string `json:"method"`
	Target  string `json:"target"`
	Route   string `json:"route"`
	Status  int    `json:"status"`
	Why     string `json:"why"`   // what decided a refusal
	Fault   string `json:"fault"` // which one it met
	Carried string `json:"carried"`
	Caller  struct{ Kind, Name, Token string }
}

// Requests returns the last ones; query is "status=4xx&route=/api/org&limit=5", "count=3&wait=5s" or empty.
func (w *World) Requests(query string) []Request {
	w.t.Helper()
	requests, err := w.findRequests(query)
	if err != nil {
		w.t.Fatalf("grafaketest: %v", err)
	}
	return requests
}

func (w *World) findRequests(query string) ([]Request, error) {
	path := "/requests"
	if query != "" {
		path += "?" + query
	}
	var told struct{ Requests []Request }
	err := w.control.call("GET", path, nil, &told)
	return told.Requests, err
}

var numberOfRequest = regexp.MustCompile(`request=(\d+)`)

// Why says what decided an answer; nil is the last one that was refused.
func (w *World) Why(response *http.Response) string {
	w.t.Helper()
	status := "4xx"
	if response != nil {
		status = strconv.Itoa(response.StatusCode)
		if found := numberOfRequest.FindStringSubmatch(response.Header.Get("X-Grafake")); found != nil {
			number, _ := strconv.ParseInt(found[1], 10, 64)
			return w.whyOf(number)
		}
	}
	found := w.Requests("limit=1&status=" + status)
	if len(found) == 0 {
		return ""
	}
	return found[0].Why
}

// whyOf is empty where the journal has forgotten the request: the next one has another reason.
func (w *World) whyOf(number int64) string {
	w.t.Helper()
	for _, request := range w.Requests(fmt.Sprintf("since=%d&count=1&wait=5s", number-1)) {
		if request.ID == number {
			return request.Why
		}
	}
	return ""
}

// refused has a line for each of the last requests that were refused, with what decided it.
func (w *World) refused() []string {
	requests, err := w.findRequests(fmt.Sprintf("status=4xx&limit=%d", shownRefusals))
	if err != nil {
		return []string{"nobody can tell: " + err.Error()}
	}
	var lines []string
	for _, request := range requests {
		why := request.Why
		if why == "" {
			why = "no reason is known"
		}
		lines = append(lines, harmless(fmt.Sprintf("%s %s → %d: %s", request.Method, request.Target, request.Status, why)))
	}
	return lines
}

// harmless: what clients have sent must not command a terminal.
func harmless(line string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) {
			return c
		}
		return unicode.ReplacementChar
	}, line)
}
