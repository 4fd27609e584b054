package grafaketest

import "time"

// Clock is the world's: expiry, sessions, "last used", Date obey it.
type Clock struct{ world *World }

// Now is the time of the world.
func (c Clock) Now() time.Time {
	c.world.t.Helper()
	var told struct{ Now time.Time }
	c.world.call("GET", "/clock", nil, &told)
	return told.Now
}

// Advance moves it by "30d", "-1h30m", "250ms".
func (c Clock) Advance(by string) { c.world.t.Helper(); c.put(JSON{"advance": by}) }

// FreezeAt lets it stand still.
func (c Clock) FreezeAt(now string) { c.world.t.Helper(); c.put(JSON{"now": now, "frozen": true}) }

// Run lets it go on, so many seconds a second.
func (c Clock) Run(rate float64) { c.world.t.Helper(); c.put(JSON{"rate": rate}) }

// FollowSystem undoes all that.
func (c Clock) FollowSystem() { c.world.t.Helper(); c.put(JSON{"follow": "system"}) }

func (c Clock) put(body JSON) { c.world.t.Helper(); c.world.call("PUT", "/clock", body, nil) }
