#pragma once

#include <string>
#include <utility>

#include "grafake/secret.h"

namespace grafake {

/// How an https:// server is checked and how the client shows who it is. Everything is verified unless told otherwise.
class Tls {
 public:
  /// Trusts the authorities of this PEM file instead of the system's.
  Tls& TrustOnly(std::string ca_file) {
    ca_file_ = std::move(ca_file);
    return *this;
  }
  /// Shows this certificate to a server that asks for one; PEM files. The passphrase is the key's, if it has one.
  Tls& ShowCertificate(std::string certificate_file, std::string key_file, Secret passphrase = Secret()) {
    certificate_file_ = std::move(certificate_file);
    key_file_ = std::move(key_file);
    passphrase_ = std::move(passphrase);
    return *this;
  }
  /// Anybody on the way can then read the credentials and change the answers. For throw-away servers only.
  Tls& DangerouslyAcceptAnyCertificate() {
    verifies_ = false;
    return *this;
  }

  /// PEM; empty: the system's authorities.
  [[nodiscard]] const std::string& ca_file() const { return ca_file_; }
  /// PEM; empty: none is shown.
  [[nodiscard]] const std::string& certificate_file() const { return certificate_file_; }
  /// PEM; empty: in the certificate's file.
  [[nodiscard]] const std::string& key_file() const { return key_file_; }
  /// Of the key; empty: it has none.
  [[nodiscard]] const Secret& passphrase() const { return passphrase_; }
  /// False after DangerouslyAcceptAnyCertificate().
  [[nodiscard]] bool verifies() const { return verifies_; }

 private:
  std::string ca_file_, certificate_file_, key_file_;
  Secret passphrase_;
  bool verifies_ = true;
};

}  // namespace grafake
