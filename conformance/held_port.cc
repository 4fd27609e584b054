#include "conformance/held_port.h"

namespace grafake::conformance {

HeldPort::HeldPort() {
  // Set after the bind, or the system might choose a port that another run holds in the same way.
  socket_.bind(Poco::Net::SocketAddress("127.0.0.1", 0), false);
  socket_.setReuseAddress(true);
  number_ = socket_.address().port();
}

}  // namespace grafake::conformance
