#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <string>

namespace grafake {

// An authority made for one test: it signs certificates, which go into a directory of its own as PEM files.
class Certificates {
 public:
  Certificates();
  ~Certificates();
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;

  // Makes NAME.pem and NAME.key. The subject is an IP address or a host name.
  void Issue(const std::string& name, const std::string& subject) const;
  // A path in the directory; "authority.pem" is the authority's own certificate.
  [[nodiscard]] std::string File(const std::string& name) const { return directory_ / name; }
  // Of a server that shows this certificate, and demands one of the authority's where `of_clients`.
  [[nodiscard]] SSL_CTX* Context(const std::string& name, bool of_clients = false);

 private:
  using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
  using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

  [[nodiscard]] Certificate Signed(const Key& key, const std::string& subject) const;
  void Write(const std::string& name, const Key& key, const Certificate& certificate) const;

  std::filesystem::path directory_;
  Key authority_key_;
  Certificate authority_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
};

}  // namespace grafake
