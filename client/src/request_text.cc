#include "src/request_text.h"

#include <algorithm>

#include "src/base64.h"

namespace grafake {
namespace {

// http:// is asked of an HTTP proxy in one request; https:// and SOCKS are tunnels, which libcurl makes.
bool AsksProxy(const ClientOptions& options) {
  if (options.proxy.empty() || !options.unix_socket.empty() || options.url.starts_with("https")) return false;
  return options.proxy.starts_with("http") || options.proxy.find("://") == std::string::npos;
}

void AddAuthorization(const Credentials& credentials, std::string& text) {
  if (const auto* token = std::get_if<AccessToken>(&credentials))
    text.append("Authorization: Bearer ").append(token->token.Reveal()).append("\r\n");
  if (const auto* password = std::get_if<Password>(&credentials))
    text.append("Authorization: Basic ").append(BasicOf(*password).Reveal()).append("\r\n");
}

// As long as it will be: text that moves to a larger place leaves a copy behind.
std::size_t RoomFor(const Request& request) {
  constexpr std::size_t kNumbersAndNames = 256;
  std::size_t room = request.target.size() + request.body.Reveal().size() + kNumbersAndNames;
  if (const auto* token = std::get_if<AccessToken>(&request.credentials)) room += token->token.Reveal().size();
  if (const auto* password = std::get_if<Password>(&request.credentials))
    room += 2 * (password->user.size() + password->password.Reveal().size());
  return room;
}

}  // namespace

RequestText::RequestText(const ClientOptions& options, const BaseUrl& base_url) {
  std::string text = " HTTP/1.1\r\nHost: " + base_url.host + "\r\nUser-Agent: ";
  if (!options.user_agent.empty()) text += options.user_agent + " ";
  text += "grafake-client/" GRAFAKE_VERSION "\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n";
  if (AsksProxy(options)) {
    before_target_ = base_url.origin;
    const std::string user_info = UserInfoOf(options.proxy);
    if (!user_info.empty()) text += "Proxy-Authorization: Basic " + Base64(user_info) + "\r\n";
  }
  after_target_ = Secret(std::move(text));
}

Secret RequestText::Of(const Request& request) const {
  const std::string& body = request.body.Reveal();
  std::string text;
  text.reserve(RoomFor(request) + before_target_.size() + after_target_.Reveal().size());
  text.append(request.method).append(" ").append(before_target_).append(request.target).append(after_target_.Reveal());
  AddAuthorization(request.credentials, text);
  if (request.org_id != 0) text.append("X-Grafana-Org-Id: ").append(std::to_string(request.org_id)).append("\r\n");
  if (!body.empty()) text.append("Content-Type: application/json\r\n");
  if (!body.empty() || request.method != "GET")
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  text.append("\r\n").append(body);
  return Secret(std::move(text));
}

}  // namespace grafake
