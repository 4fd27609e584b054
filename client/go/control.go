package grafaketest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"syscall"
	"time"
)

// control sends requests to /_grafake/, by which a test controls the server.
type control struct {
	url    string
	token  string
	client *http.Client
	ended  func() string // tells how the server has ended, or nothing; nil: nobody knows
	named  string        // the variable that the url comes from; empty: none
}

// controlAt keeps connections of its own, which no test's CloseIdleConnections closes.
func controlAt(url string) control {
	transport := &http.Transport{MaxIdleConnsPerHost: 16, IdleConnTimeout: 10 * time.Second}
	return control{url: url, token: os.Getenv("GRAFAKE_CONTROL_TOKEN"), client: &http.Client{Transport: transport, Timeout: 90 * time.Second}}
}

func (c control) below(path string) control {
	c.url += path
	return c
}

// call sends a body that is a string as it is, which may be YAML, and anything else as JSON; a nil body is none. It
// reads the answer into told unless that is nil.
func (c control) call(method, path string, body, told any) error {
	sent, err := encode(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, c.url+path, bytes.NewReader(sent))
	if err != nil {
		return err
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := c.client.Do(request)
	if err != nil {
		return c.unreachable(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 400 {
		return c.refusalOf(method+" "+c.url+path, response.StatusCode, answer)
	}
	if told == nil {
		return nil
	}
	if json.Unmarshal(answer, told) != nil {
		return c.noGrafake(response.StatusCode)
	}
	return nil
}

func (c control) unreachable(err error) error {
	if c.named != "" && errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("%s leads to %s, where nobody listens: %w", c.named, c.url, err)
	}
	if c.ended == nil {
		return err
	}
	if end := c.ended(); end != "" {
		return fmt.Errorf("%w: %s", err, end)
	}
	return err
}

// noGrafake is of an answer that control would not give.
func (c control) noGrafake(status int) error {
	return fmt.Errorf("%s is no grafake's, or its [grafake] control is off: the answer is %d", c.url, status)
}

func encode(body any) ([]byte, error) {
	switch body := body.(type) {
	case nil:
		return nil, nil
	case string:
		return []byte(body), nil
	}
	return json.Marshal(body)
}

func (c control) refusalOf(request string, status int, answer []byte) error {
	var refusal struct{ Error string }
	if json.Unmarshal(answer, &refusal) != nil || refusal.Error == "" {
		return c.noGrafake(status)
	}
	return fmt.Errorf("%s (%s)", refusal.Error, request)
}
