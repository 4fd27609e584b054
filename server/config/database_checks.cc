#include "server/config/database_checks.h"

#include <algorithm>

#include "server/config/go_quote.h"
#include "server/config/go_url.h"
#include "server/config/host_port.h"
#include "server/config/splitting.h"

namespace grafake::server {
namespace {

using DatabaseChecked = tl::expected<void, StartError>;

// What [database] says, its URL taken apart.
struct NamedDatabase {
  std::string type;
  std::string host;
  std::string name;
  std::string user;
  std::string password;
};

DatabaseChecked NotConnected(const std::string& why) {
  return tl::unexpected(StartError{.message = "failed to connect to database: " + why});
}

tl::expected<NamedDatabase, StartError> ReadUrl(const std::string& text) {
  const auto url = ParseGoUrl(text);
  if (!url) return tl::unexpected(NotConnected(url.error()).error());
  const auto segments = Split(url->path, "/");
  return NamedDatabase{.type = url->scheme,
                       .host = url->host,
                       .name = segments.size() > 1 ? segments[1] : "",
                       .user = url->user.value_or(""),
                       .password = url->password.value_or("")};
}

tl::expected<NamedDatabase, StartError> ReadDatabaseNames(Configuration& c) {
  if (const std::string url = c.Text("database", "url"); !url.empty()) return ReadUrl(url);
  return NamedDatabase{.type = c.Text("database", "type"),
                       .host = c.Text("database", "host"),
                       .name = c.Text("database", "name"),
                       .user = c.Text("database", "user"),
                       .password = c.Text("database", "password")};
}

// A host without a port gets the usual one, an empty one this machine.
tl::expected<HostPort, std::string> PostgresAddress(const std::string& host) {
  if (host.empty()) return HostPort{"127.0.0.1", "5432"};
  auto address = SplitHostAnyPort(host, "5432");
  if (!address) return address;
  if (address->host.empty()) address->host = "127.0.0.1";
  if (address->port.empty()) address->port = "5432";
  return *address;
}

std::string OrQuotes(const std::string& text) { return text.empty() ? "''" : text; }

// The driver takes "user=… password=… …" apart at blanks, and so do we: no value may hold one.
std::optional<std::string> OptionProblem(Configuration& c, const NamedDatabase& d, const HostPort& address) {
  const std::string options =
      "user=" + OrQuotes(d.user) + " password=" + OrQuotes(d.password) + " host=" + address.host +
      " port=" + address.port + " dbname=" + d.name + " sslmode=" + c.Text("database", "ssl_mode") +
      " sslcert=" + c.Text("database", "client_cert_path") + " sslkey=" + c.Text("database", "client_key_path") +
      " sslrootcert=" + c.Text("database", "ca_cert_path");
  for (const std::string& option : Split(options, " ")) {
    if (option.find('=') == std::string::npos) return "invalid option: " + GoQuote(option);
  }
  return d.name.empty() ? std::optional<std::string>("dbname is empty") : std::nullopt;
}

std::string Joined(const HostPort& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return (v6 ? "[" + address.host + "]" : address.host) + ":" + address.port;
}

// Only the first query finds out that nobody listens, which is the one for the migrations that were done.
DatabaseChecked Reach(const Dial& dial, const std::string& network, const std::string& address) {
  if (const auto problem = dial(network, address)) {
    return tl::unexpected(StartError{.form = StartError::Form::kLogLine,
                                     .message = "alert migration failure: could not get migration log",
                                     .fields = {{"error", "failed to check table existence: " + *problem}},
                                     .logger = "migrator"});
  }
  return {};
}

DatabaseChecked CheckPostgres(Configuration& c, const NamedDatabase& d, const Dial& dial) {
  const auto address = PostgresAddress(d.host);
  if (!address) return NotConnected("Invalid host specifier '" + d.host + "': " + address.error());
  if (const auto problem = OptionProblem(c, d, *address)) return NotConnected(*problem);
  if (address->host.starts_with('/')) return Reach(dial, "unix", address->host + "/.s.PGSQL." + address->port);
  return Reach(dial, "tcp", Joined(*address));
}

DatabaseChecked CheckMysql(const NamedDatabase& d, const Dial& dial) {
  const auto refused =
      NotConnected("grafake keeps its data in SQLite or PostgreSQL; say type = sqlite3 or postgres in [database]");
  if (d.host.starts_with('/')) return Reach(dial, "unix", d.host).and_then([&] { return refused; });
  const bool port = d.host.find(':', d.host.starts_with('[') ? d.host.rfind(']') : 0) != std::string::npos;
  return Reach(dial, "tcp", (d.host.empty() ? "127.0.0.1" : d.host) + (port ? "" : ":3306")).and_then([&] {
    return refused;
  });
}

}  // namespace

std::optional<PostgresPlace> ReadPostgresPlace(Configuration& c) {
  const auto database = ReadDatabaseNames(c);
  if (!database || database->type != "postgres") return std::nullopt;
  const auto address = PostgresAddress(database->host);
  if (!address) return std::nullopt;
  return PostgresPlace{.host = address->host,
                       .port = address->port,
                       .name = database->name,
                       .user = database->user,
                       .password = database->password,
                       .ssl_mode = c.Text("database", "ssl_mode"),
                       .ca_cert_path = c.Text("database", "ca_cert_path"),
                       .client_cert_path = c.Text("database", "client_cert_path"),
                       .client_key_path = c.Text("database", "client_key_path")};
}

DatabaseChecked CheckDatabase(Configuration& c, const Dial& dial) {
  const auto database = ReadDatabaseNames(c);
  if (!database) return tl::unexpected(database.error());
  if (database->type == "sqlite3") return {};
  if (database->type == "mysql") return CheckMysql(*database, dial);
  if (database->type == "postgres") return CheckPostgres(c, *database, dial);
  return NotConnected("unknown database type: " + database->type);
}

}  // namespace grafake::server
