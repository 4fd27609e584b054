#include "server/instance_sign_ins.h"

namespace grafake::server {

ProxySignIn* InstanceSignIns::Proxy() {
  const bool odd = !s_.proxy.allowed && rules_.odd_whitelist_ends_proxy;
  return s_.proxy.enabled && !odd ? &proxy_ : nullptr;
}

JwtSignIn* InstanceSignIns::Jwt() { return s_.jwt.enabled ? &jwt_ : nullptr; }

}  // namespace grafake::server
