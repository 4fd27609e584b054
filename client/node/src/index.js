// A fake Grafana for tests: a world of its own for each test.
export { ControlError } from './control.js';
export { StartFailed, startGrafake } from './server.js';
