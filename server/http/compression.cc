#include "server/http/compression.h"

#include <Poco/DeflatingStream.h>
#include <Poco/InflatingStream.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace grafake::server {
namespace {

constexpr auto kLeftAlone = std::to_array<std::string_view>(
    {"/api/datasources", "/api/plugins", "/api/plugin-proxy/", "/metrics", "/api/live/ws", "/api/live/push"});

bool IsEncoded(const Response& response) {
  return std::ranges::any_of(response.headers, [](const AnswerHeader& h) { return h.name == "Content-Encoding"; });
}

}  // namespace

bool AcceptsGzip(const Request& request) {
  const std::string* accepted = request.FindHeader("Accept-Encoding");
  return accepted != nullptr && accepted->find("gzip") != std::string::npos;
}

bool WantsGzip(const Request& request) {
  const bool left_alone =
      std::ranges::any_of(kLeftAlone, [&](std::string_view prefix) { return request.path.starts_with(prefix); });
  if (left_alone || request.path.find("/resources") != std::string::npos) return false;
  return request.query.find("/resources") == std::string::npos && AcceptsGzip(request);
}

void Gzip(Response& response) {
  if (IsEncoded(response)) return;
  std::ostringstream compressed;
  Poco::DeflatingOutputStream stream(compressed, Poco::DeflatingStreamBuf::STREAM_GZIP);
  stream << response.body;
  stream.close();
  response.body = compressed.str();
  response.headers.push_back({"Content-Encoding", "gzip"});
}

std::optional<std::string> GunzipBegin(const Response& response, std::size_t most) {
  if (!IsEncoded(response)) return std::nullopt;
  std::istringstream compressed(response.body);
  Poco::InflatingInputStream stream(compressed, Poco::InflatingStreamBuf::STREAM_GZIP);
  std::string text(most, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(most));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace grafake::server
