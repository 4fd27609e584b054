#include "grafake/client.h"

#include <utility>

#include "src/transport.h"

namespace grafake {

Client::Client(ClientOptions options) : transport_(std::make_shared<Transport>(std::move(options))) {}

}  // namespace grafake
