// https with an authority of one's own, and with a certificate that shows who calls.
// Usage: tls https://localhost:3000/ CA.pem [CERTIFICATE.pem KEY.pem]
#include <grafake/server_info.h>

#include <iostream>

using namespace grafake;

namespace {

// Without TrustOnly the system's authorities are trusted. Host name and validity are always checked.
Tls TlsOf(int argc, char** argv) {
  Tls tls;
  tls.TrustOnly(argv[2]);
  if (argc == 5) tls.ShowCertificate(argv[3], argv[4]);
  return tls;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 5) {
    std::cerr << "usage: tls URL CA [CERTIFICATE KEY]\n";
    return 2;
  }
  const Client client({.url = argv[1], .tls = TlsOf(argc, argv)});
  const auto health = ServerInfo(client).GetHealth();
  if (!health) {
    std::cerr << health.error().ToString() << "\n";
    return 1;
  }
  std::cout << "Grafana " << health->version << ", verified by " << argv[2] << "\n";
  return 0;
}
