#include "server/control/page.h"

#include <string>

#include "server/control/page_texts.h"

namespace grafake::server {
namespace {

// Nothing but its own two files and what it asks of this server.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

Response PagePart(std::string_view type, std::string_view text) {
  return {.headers = {{"Content-Type", std::string(type) + "; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"Content-Security-Policy", std::string(kPagePolicy)},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"X-Frame-Options", "deny"}},
          .body = std::string(text)};
}

}  // namespace

Response ShowPage(Control& /*control*/, const ControlCall& call) {
  // What it names stands below the slash.
  if (!call.request.path.ends_with('/'))
    return {.status = 302, .headers = {{"Location", call.request.path + "/"}, {"Cache-Control", "no-store"}}};
  return PagePart("text/html", kPageHtml);
}

Response ShowPageScript(Control& /*control*/, const ControlCall& /*call*/) {
  return PagePart("text/javascript", kPageScript);
}

Response ShowPageStyle(Control& /*control*/, const ControlCall& /*call*/) { return PagePart("text/css", kPageStyle); }

bool IsOfPage(std::string_view path) {
  return path.empty() || path == "/" || path == "/page.js" || path == "/page.css";
}

}  // namespace grafake::server
