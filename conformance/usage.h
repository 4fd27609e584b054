#pragma once

namespace grafake::conformance {

// What --help prints.
inline constexpr const char* kUsage =
    R"(Usage: grafake-conformance run    [ID | SUBJECT | PATTERN…] [options]   cases and replays, with reports
       grafake-conformance history [options]                        what many clients see at once has to make sense
       grafake-conformance list   [PATTERN…] [--release 12.4]       what there is, one a line; what holds for a release
       grafake-conformance show   ID…                               all that is known of a check
       grafake-conformance report FILE.jsonl [reports]              reports of a run, also of one that was killed
       grafake-conformance sweep  --url U --user-file F             removes what killed runs left on a target
       grafake-conformance replay [PATTERN…] [options]              recordings alone, byte for byte
       grafake-conformance record [PATTERN…] --out DIR [options]    plays recorded scenarios and writes down the answers
       grafake-conformance version                                  which grafake it belongs to

Which promises of Grafana's API does a target keep? `run` starts the grafake beside this program, or the target of
  --url http://host:3000  attaches to a server that runs, empty or not; leaves nothing behind. Its administrator has to be
                          told, as NAME:PASSWORD or as a token, best where no other user of the machine sees it:
  --user-file F, --token-file F, $GRAFAKE_CONFORMANCE_USER, $GRAFAKE_CONFORMANCE_TOKEN, --user NAME:PASSWORD, --token T
  --ca FILE               with https: the PEM file of who vouches for the target, instead of the system's
  --insecure              with https: anybody may be the target
  --server 'COMMAND'      starts it, with {ini} {data} {home} {port} filled in; for real Grafana:
                          'grafana-server --homepath H --config {ini} cfg:default.paths.data={data}
                           cfg:default.paths.logs={data}/log cfg:default.paths.plugins={data}/plugins
                           cfg:default.server.http_addr=127.0.0.1 cfg:default.server.http_port={port}'
  --append-ini TEXT       with --server: goes to the end of every configuration
  --server-binary FILE    another grafake than the one beside this program

What is run: everything, or what ids (SA-TOKEN-017), subjects (SA-TOKEN) and patterns ('SA-*', 'tokens/*') select
  --only PATTERN          the same as a word of its own
  --release 9.0           of the target; without it the target is asked. grafake is started as that release
  --allow-unsupported[=PERCENT]
                          so much of the selection may be UNSUPPORTED (default: 50; without a value: 100)
  --time-limit MINUTES    what is not done by then is NOT RUN (default: 60; 0: no limit); also of replay, record, sweep
  --no-replays            cases only; attached, there are never replays
  --jobs N                so much at the same time (default: one a core; attached: 1)
  --shuffle SEED          in random order
  --expected-failures FILE
                          one a line: ID LAST-DAY OWNER REASON. What is listed may fail until that day, and must not pass
  --ledger DIR            where the list of things made on the target is kept

Reports
  -v, --verbose           also what passes
  --out DIR               all of the following, and a folder for each failure
  --junit FILE, --json-lines FILE, --html FILE, --markdown FILE

sweep goes by the ledgers that are on this machine. --ledger DIR: they are there; --run ID: by the names of a run instead,
'all' for every run.

history has clients make, change, use and delete accounts, tokens and memberships, all at the same time, and looks for an
order of what they did that explains all that they saw. It starts a grafake as `run` does, or takes --url; several --url are
servers of one database.
  --seconds N             how long (default: 3)
  --operations N          at most so many
  --clients N, --accounts N
                          so many clients, and accounts at a time that they share (default: 8 and 3)
  --seed N                of what they choose (default: 1)
  --json                  what came of it as JSON

record takes the scenarios of --release (9.0.9), starts the target fresh for each and writes DIR/<its release>/*.json.

replay also knows --not-yet-passing FILE (scenarios that are known to differ, one a line; '' for none), --fixtures DIR.

Outcomes: PASS, FAIL, XFAIL (as expected), XPASS (listed, but passes), UNSUPPORTED (the target does not have it), DISABLED,
BLOCKED (what it needs could not be set up), HARNESS-ERROR (our fault), NOT RUN (the run was interrupted before its end).
Each check has one; they add up to the plan. A case whose write was answered 500 while others wrote is run again, alone.

Exit codes: 0 as it should be; 1 FAIL, XPASS, BLOCKED or a bad list of expected failures; 2 wrong use; 3 only our fault, or
something was left on the target; 4 nothing selected; 5 no target, too little of it was checked (more UNSUPPORTED than
allowed, or nothing checked at all), or the time limit; 130 interrupted. Of sweep also 1: something is left, or a list could
not be had.

Ctrl-C ends each verb in order, within a second: what is under way is ended and removed, reports are written. A second one
ends it at once, and `sweep` removes what it left. $PASSWORD and $TOKEN in a curl line are for you to set: no report holds a secret.
)";

}  // namespace grafake::conformance
