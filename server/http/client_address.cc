#include "server/http/client_address.h"

#include <arpa/inet.h>

#include <array>

namespace grafake::server {
namespace {

bool IsAddress(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> buffer{};
  return inet_pton(AF_INET, text.c_str(), buffer.data()) == 1 || inet_pton(AF_INET6, text.c_str(), buffer.data()) == 1;
}

std::string FirstOf(const std::string* header) {
  if (header == nullptr) return {};
  std::string first = header->substr(0, header->find(','));
  first.erase(0, first.find_first_not_of(' '));
  first.erase(first.find_last_not_of(' ') + 1);
  return first;
}

}  // namespace

std::string ClientAddress(const Request& request) {
  std::string address = FirstOf(request.FindHeader("X-Real-IP"));
  if (address.empty()) address = FirstOf(request.FindHeader("X-Forwarded-For"));
  return IsAddress(address) ? address : request.client_ip;
}

Browser BrowserOf(const Request& request) {
  const std::string* agent = request.FindHeader("User-Agent");
  return {.ip = ClientAddress(request), .user_agent = agent == nullptr ? "" : *agent};
}

}  // namespace grafake::server
