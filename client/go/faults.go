package grafaketest

import "net/url"

// Faults are what the world does to requests.
type Faults struct{ world *World }

// Fault is one of them; server/control/README.md says what When and Do may hold.
type Fault struct {
	Name  string `json:"name,omitempty"`
	When  JSON   `json:"when,omitempty"`
	Times int    `json:"times,omitempty"` // 0: always
	Do    any    `json:"do,omitempty"`
	Fired int    `json:"fired,omitempty"` // told by List
	Left  *int   `json:"left,omitempty"`  // told by List; nil: no end
}

// Add programmes it, and returns its name.
func (f Faults) Add(fault Fault) string {
	f.world.t.Helper()
	f.world.call("POST", "/faults", fault, &fault)
	return fault.Name
}

// List tells how often each was met.
func (f Faults) List() []Fault {
	f.world.t.Helper()
	var faults []Fault
	f.world.call("GET", "/faults", nil, &faults)
	return faults
}

// Remove ends one.
func (f Faults) Remove(name string) {
	f.world.t.Helper()
	f.world.call("DELETE", "/faults/"+url.PathEscape(name), nil, nil)
}

// Verify is an error that names those that were not used up.
func (f Faults) Verify() error { return f.world.control.call("POST", "/verify", nil, nil) }
