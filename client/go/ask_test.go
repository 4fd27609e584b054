package grafaketest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"grafaketest"
)

// ask is any program's request, as the admin where token is empty.
func ask(t *testing.T, w *grafaketest.World, token, method, path, body string) *http.Response {
	t.Helper()
	response, err := try(w, token, method, path, body)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func try(w *grafaketest.World, token, method, path, body string) (*http.Response, error) {
	request, err := http.NewRequest(method, w.URL+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.SetBasicAuth(w.User, w.Password)
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	return http.DefaultClient.Do(request)
}

// read returns the answer's JSON.
func read(t *testing.T, response *http.Response) map[string]any {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var told map[string]any
	if err := json.Unmarshal(body, &told); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return told
}
