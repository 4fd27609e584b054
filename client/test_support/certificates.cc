#include "test_support/certificates.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace grafake {
namespace {

constexpr const char* kAuthority = "authority";
constexpr long kValid = 3600;  // s

void AddExtension(X509* certificate, int kind, const std::string& value) {
  const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()), X509_EXTENSION_free);
  X509_add_ext(certificate, extension.get(), -1);
}

bool IsAddress(const std::string& subject) { return subject.find_first_not_of("0123456789.") == std::string::npos; }

void Name(X509_NAME* name, const std::string& text) {
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text.data()),
                             static_cast<int>(text.size()), -1, 0);
}

std::filesystem::path NewDirectory() {
  std::string name = std::filesystem::temp_directory_path() / "grafake-certificates-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for certificates");
  return name;
}

}  // namespace

Certificates::Certificates()
    : directory_(NewDirectory()),
      authority_key_(EVP_EC_gen("P-256"), EVP_PKEY_free),
      authority_(nullptr, X509_free),
      context_(nullptr, SSL_CTX_free) {
  authority_ = Signed(authority_key_, kAuthority);
  Write(kAuthority, authority_key_, authority_);
}

Certificates::~Certificates() { std::filesystem::remove_all(directory_); }

void Certificates::Issue(const std::string& name, const std::string& subject) const {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  Write(name, key, Signed(key, subject));
}

Certificates::Certificate Certificates::Signed(const Key& key, const std::string& subject) const {
  Certificate certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()),
                   static_cast<long>(reinterpret_cast<std::uintptr_t>(key.get()) >> 4U));
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kValid);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kValid);
  Name(X509_get_subject_name(certificate.get()), subject);
  Name(X509_get_issuer_name(certificate.get()), kAuthority);
  X509_set_pubkey(certificate.get(), key.get());
  if (subject == kAuthority) {
    AddExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  } else {
    AddExtension(certificate.get(), NID_subject_alt_name, (IsAddress(subject) ? "IP:" : "DNS:") + subject);
  }
  X509_sign(certificate.get(), authority_key_.get(), EVP_sha256());
  return certificate;
}

void Certificates::Write(const std::string& name, const Key& key, const Certificate& certificate) const {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> key_file(std::fopen(File(name + ".key").c_str(), "w"),
                                                                 std::fclose);
  PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(File(name + ".pem").c_str(), "w"), std::fclose);
  PEM_write_X509(file.get(), certificate.get());
}

SSL_CTX* Certificates::Context(const std::string& name, bool of_clients) {
  context_.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_use_certificate_file(context_.get(), File(name + ".pem").c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(context_.get(), File(name + ".key").c_str(), SSL_FILETYPE_PEM);
  if (of_clients) {
    SSL_CTX_load_verify_locations(context_.get(), File("authority.pem").c_str(), nullptr);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  return context_.get();
}

}  // namespace grafake
