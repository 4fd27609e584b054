package grafaketest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// control sends requests to /_grafake/, by which a test controls the server.
type control struct {
	url    string
	token  string
	client *http.Client
}

// controlAt keeps connections of its own, which no test's CloseIdleConnections closes.
func controlAt(url string) control {
	transport := &http.Transport{MaxIdleConnsPerHost: 16, IdleConnTimeout: 10 * time.Second}
	return control{url, os.Getenv("GRAFAKE_CONTROL_TOKEN"), &http.Client{Transport: transport, Timeout: 90 * time.Second}}
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
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 400 {
		return refusalOf(method+" "+c.url+path, answer)
	}
	if told == nil || len(answer) == 0 {
		return nil
	}
	return json.Unmarshal(answer, told)
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

func refusalOf(request string, answer []byte) error {
	var refusal struct{ Error string }
	if json.Unmarshal(answer, &refusal) != nil || refusal.Error == "" {
		refusal.Error = string(answer)
	}
	return fmt.Errorf("%s: %s", request, refusal.Error)
}
