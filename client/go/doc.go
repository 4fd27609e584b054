// Package grafaketest gives each Go test a Grafana of its own: a world of the fake Grafana "grafake", with a clock,
// faults and a journal. One server serves all tests of a test program, and ends with it, however that ends.
package grafaketest
