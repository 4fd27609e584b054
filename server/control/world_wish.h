#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tl/expected.hpp>

#include "server/instance.h"

namespace grafake::server {

// What somebody wants a world to be like, beside what the program was started with.
struct WorldWish {
  std::string release;  // as --release takes it; empty: the program's own
  std::map<std::string, std::map<std::string, std::string>> settings;  // section, key, value
  std::string path_url;  // where it stands when it has no port of its own; empty: it has one
};

// Makes the settings of such a world at a port. The error is a sentence for who wished. Called from any thread.
using MakeWorldSettings =
    std::function<tl::expected<InstanceSettings, std::string>(const WorldWish&, std::uint16_t port)>;

}  // namespace grafake::server
