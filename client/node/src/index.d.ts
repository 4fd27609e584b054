/** A fake Grafana for tests: a world of its own for each test. */

/** An object of test control, as server/control/README.md describes it. */
export type Json = Record<string, unknown>;

export type Role = 'None' | 'Viewer' | 'Editor' | 'Admin';

/** What the server said no to, in its words. */
export class ControlError extends Error {
  readonly status: number;
}

/** The server did not start; the message has what it said. */
export class StartFailed extends Error {}

/** What a world begins with. */
export interface WorldOptions {
  /** The Grafana to be: "9.0", "12.4" … */
  release?: string;
  /** Users, accounts, tokens …; or the path of a file with them, in YAML or JSON. */
  seed?: Json | string | URL;
  /** Of Grafana's ini file: { 'auth.anonymous': { enabled: true } } */
  settings?: Record<string, Record<string, string | number | boolean>>;
  /** "2026-03-01T09:00:00Z", running on from there, or standing still. */
  clock?: string | { at: string; frozen?: boolean };
  /** The same ids and secrets in every run with this number. */
  deterministic?: number;
}

/** Ids and secrets of what a seed has made. */
export interface Seeded {
  orgs: Made[];
  users: Made[];
  teams: Made[];
  service_accounts: (Made & { tokens: Made[] })[];
  api_keys: Made[];
}

export interface Made {
  id: number;
  uid?: string;
  name?: string;
  login?: string;
  /** The secret of a token or an API key. */
  key?: string;
}

export interface ClockState {
  now: string;
  frozen: boolean;
  rate: number;
}

/** Expiry, sessions, "last used", `Date` obey it. */
export interface Clock {
  get(): Promise<ClockState>;
  set(now: string, options?: { frozen?: boolean }): Promise<ClockState>;
  /** By "30d", "-1h30m", "250ms". */
  advance(by: string): Promise<ClockState>;
  /** So many seconds a second. */
  run(rate?: number): Promise<ClockState>;
  followSystem(): Promise<ClockState>;
}

export interface Fault {
  name?: string;
  when?: Json;
  times?: number;
  do: Json | string;
}

/** What the world does to requests. */
export interface Faults {
  add(fault: Fault): Promise<Fault & { name: string }>;
  list(): Promise<(Fault & { name: string; fired: number; left: number | null })[]>;
  remove(name: string): Promise<void>;
  /** Rejects with those that were not used up. */
  verify(): Promise<void>;
}

/** What the journal knows of a request. */
export interface JournalRequest {
  id: number;
  time: string;
  method: string;
  target: string;
  route: string | null;
  caller: { kind: string; name: string; token: string | null; orgId: number } | null;
  status: number;
  /** What decided a refusal. */
  why: string | null;
  fault: string | null;
  carried: 'never' | 'once' | 'twice';
}

export interface RequestQuery {
  status?: string | number;
  route?: string;
  caller?: string;
  since?: number;
  limit?: number;
  count?: number;
  wait?: string;
}

/** One Grafana of a test's own. */
export interface World {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly release: string;
  readonly user: string;
  readonly password: string;
  readonly seeded: Seeded;
  readonly clock: Clock;
  readonly faults: Faults;
  /** The secret of a new service account with that role; members are those of a seed's token: { expires: '1h' }. */
  token(role?: Role, members?: Json): Promise<string>;
  /** Adds users, accounts, tokens …: an object, or text in YAML. */
  seed(seed: Json | string): Promise<Seeded>;
  /** All of it, as a seed. */
  state(): Promise<Json>;
  /** Back to the start, but for these. */
  reset(...keep: ('clock' | 'faults' | 'journal')[]): Promise<void>;
  snapshot(name: string): Promise<void>;
  restore(name: string): Promise<void>;
  requests(query?: RequestQuery): Promise<JournalRequest[]>;
  /** What decided an answer, of whatever client; without one, of the last request that was refused. */
  why(response?: unknown): Promise<string | undefined>;
  /** A line for each of the last requests that were refused, with what decided it. */
  refused(): Promise<string[]>;
  close(): Promise<void>;
}

/** A process with any number of worlds. */
export interface Server {
  world(options?: WorldOptions): Promise<World>;
  close(): Promise<void>;
}

/** Starts a server, which ends with this process at the latest, or uses the one that GRAFAKE_URL names. */
export function startGrafake(options?: { arguments?: string[] }): Promise<Server>;
