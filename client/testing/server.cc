#include "grafake/testing/server.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "testing/process.h"
#include "testing/scratch.h"

namespace grafake::for_tests {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kEndTime{10};

std::string ProgramOf(const ServerOptions& options, const char* installed) {
  if (!options.program.empty()) return options.program;
  const char* named = std::getenv("GRAFAKE_SERVER");
  return named != nullptr && *named != '\0' ? named : installed;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// The home path is empty, so that no ini file lying about has a say.
std::vector<std::string> WordsOf(const ServerOptions& options, const std::string& program, const fs::path& scratch) {
  std::vector<std::string> words{program, "--homepath", scratch, "--port", "0", "--ready-file", scratch / "url"};
  // Worlds read it anew when it is long gone.
  if (!options.ini.empty()) words.insert(words.end(), {"--config", scratch / "grafake.ini"});
  if (!options.release.empty()) words.insert(words.end(), {"--release", options.release});
  if (!options.data.empty()) words.insert(words.end(), {"--data", fs::absolute(options.data)});
  words.insert(words.end(), options.arguments.begin(), options.arguments.end());
  return words;
}

// The test's environment without Grafana's settings; what the options say comes last.
std::vector<std::string> VariablesOf(const ServerOptions& options) {
  std::map<std::string, std::string> variables{{"GF_SECURITY_ADMIN_USER", options.admin_user},
                                               {"GF_SECURITY_ADMIN_PASSWORD", options.admin_password.Reveal()}};
  if (!options.feature_toggles.empty()) variables["GF_FEATURE_TOGGLES_ENABLE"] = Joined(options.feature_toggles);
  for (const auto& [name, value] : options.variables) variables[name] = value;
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    if (!text.starts_with("GF_") && !variables.contains(std::string(text.substr(0, text.find('='))))) {
      all.emplace_back(text);
    }
  }
  for (const auto& [name, value] : variables) all.push_back(name + "=" + value);
  return all;
}

void Write(const fs::path& path, const std::string& text) {
  std::ofstream file(path);
  file << text << std::flush;
  if (!file) throw StartFailed("cannot write " + path.string());
}

std::string FirstLine(const fs::path& path) {
  std::string line;
  std::ifstream file(path);
  std::getline(file, line);
  return line;
}

}  // namespace

struct Server::Parts {
  Parts(ServerOptions given, const char* installed) : options(std::move(given)) {
    const std::string program = ProgramOf(options, installed);
    Write(scratch.path() / "grafake.ini", options.ini);
    const Appearance ready(scratch.path());
    Start(program);
    const auto deadline = std::chrono::steady_clock::now() + options.start_timeout;
    if (!ready.Await(scratch.path() / "url", process->end(), deadline)) throw StartFailed(Failure(program));
    Connect(FirstLine(scratch.path() / "url"));
    Tidy();
  }

  void Start(const std::string& program) try {
    process.emplace(
        ProcessCommand{WordsOf(options, program, scratch.path()), VariablesOf(options), output.descriptor()});
  } catch (const std::system_error& e) {
    throw StartFailed("cannot run the reference server: " + std::string(e.what()) +
                      "; say where it is by GRAFAKE_SERVER=/path/of/grafake or ServerOptions::program");
  }

  std::string Failure(const std::string& program) {
    const std::string what = process->EndsWithin({})
                                 ? "ended with " + process->AwaitEnd()
                                 : "does not listen after " + std::to_string(options.start_timeout.count()) + " ms";
    const std::string text = output.Text();
    return program + " " + what + (text.empty() ? ", without a word" : "; its output:\n" + text);
  }

  void Connect(const std::string& listens_on) {
    constexpr std::string_view kUnixSocket = "http+unix://";
    url = listens_on;
    if (listens_on.starts_with(kUnixSocket)) {
      options.client.unix_socket = listens_on.substr(kUnixSocket.size());
      url = "http://localhost/";
    }
    options.client.url = url;
    admin.emplace(As(Password{options.admin_user, options.admin_password}));
  }

  // Whoever is killed leaves no directory behind, unless the server keeps something in it.
  void Tidy() const {
    std::error_code in_use;
    for (const char* name : {"grafake.ini", "url", ""}) fs::remove(scratch.path() / name, in_use);
  }

  [[nodiscard]] Client As(Credentials credentials) const {
    ClientOptions client = options.client;
    client.credentials = std::move(credentials);
    return Client(std::move(client));
  }

  ~Parts() {
    if (!process) return;
    process->Terminate();
    [[maybe_unused]] const bool ended = process->EndsWithin(kEndTime);
  }

  ServerOptions options;
  const OutputFile output;
  const ScratchDirectory scratch;
  std::string url;
  std::optional<Client> admin;
  std::optional<Process> process;
};

Server::Server(ServerOptions options, const char* installed_program) try
    : parts_(std::make_unique<Parts>(std::move(options), installed_program)) {
} catch (const std::system_error& e) {
  throw StartFailed("cannot start the reference server: " + std::string(e.what()));
}

Server::~Server() = default;

const std::string& Server::url() const { return parts_->url; }

const Client& Server::admin() const { return *parts_->admin; }

Client Server::As(Credentials credentials) const { return parts_->As(std::move(credentials)); }

std::string Server::log() const { return parts_->output.Text(); }

int Server::process_id() const { return parts_->process->id(); }

}  // namespace grafake::for_tests
