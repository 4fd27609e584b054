#include "server/http/user_agent.h"

namespace grafake::server {

UserAgent ParseUserAgent(std::string_view) { return {}; }

}  // namespace grafake::server
