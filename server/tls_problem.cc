#include "server/tls_problem.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "server/config/go_quote.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

struct FreeOpenSsl {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, FreeOpenSsl>;

std::optional<std::string> ReadProblem(const std::string& path) {
  const auto text = ReadRegularFile(path);
  return text ? std::nullopt : std::optional(text.error().Sentence(path));
}

// The types of a file's PEM blocks: "CERTIFICATE", "RSA PRIVATE KEY" …
std::vector<std::string> BlockTypes(const std::string& path) {
  std::vector<std::string> types;
  const Bio file(BIO_new_file(path.c_str(), "r"));
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long length = 0;
  while (file && PEM_read_bio(file.get(), &name, &header, &data, &length) == 1) {
    types.emplace_back(name);
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(length));
  }
  ERR_clear_error();
  return types;
}

std::string Listed(const std::vector<std::string>& types) {
  std::string list;
  for (const std::string& type : types) (list += list.empty() ? "" : " ") += type;
  return "[" + list + "]";
}

bool IsKeyType(const std::string& type) { return type == "PRIVATE KEY" || type.ends_with(" PRIVATE KEY"); }

std::optional<std::string> CertificateProblem(const std::vector<std::string>& types) {
  if (std::ranges::find(types, "CERTIFICATE") != types.end()) return std::nullopt;
  if (types.empty()) return "tls: failed to find any PEM data in certificate input";
  if (types.size() == 1 && types[0].ends_with("PRIVATE KEY")) {
    return "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may "
           "have been switched";
  }
  return "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the "
         "following types: " +
         Listed(types);
}

std::optional<std::string> KeyProblem(const std::vector<std::string>& types) {
  if (std::ranges::any_of(types, IsKeyType)) return std::nullopt;
  if (types.empty()) return "tls: failed to find any PEM data in key input";
  if (types.size() == 1 && types[0] == "CERTIFICATE")
    return "tls: found a certificate rather than a key in the PEM for the private key";
  return "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of "
         "the following types: " +
         Listed(types);
}

// Whether what the blocks hold can be used together.
std::optional<std::string> PairProblem(const std::string& cert_file, const std::string& key_file) {
  const Bio cert_text(BIO_new_file(cert_file.c_str(), "r"));
  const Bio key_text(BIO_new_file(key_file.c_str(), "r"));
  const std::unique_ptr<X509, FreeOpenSsl> certificate(PEM_read_bio_X509(cert_text.get(), nullptr, nullptr, nullptr));
  // An empty password: a key that wants one is refused, not asked for at the terminal.
  char none[] = "";
  const std::unique_ptr<EVP_PKEY, FreeOpenSsl> key(
      PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, static_cast<void*>(none)));
  std::optional<std::string> problem;
  if (!certificate) {
    problem = "x509: malformed certificate";
  } else if (!key) {
    problem = "tls: failed to parse private key";
  } else if (EVP_PKEY_get_base_id(X509_get0_pubkey(certificate.get())) != EVP_PKEY_get_base_id(key.get())) {
    problem = "tls: private key type does not match public key type";
  } else if (X509_check_private_key(certificate.get(), key.get()) != 1) {
    problem = "tls: private key does not match public key";
  }
  ERR_clear_error();
  return problem;
}

}  // namespace

std::optional<std::string> TlsProblem(const std::string& cert_file, const std::string& key_file) {
  for (const std::string& path : {cert_file, key_file}) {
    if (auto problem = ReadProblem(path)) return problem;
  }
  if (auto problem = CertificateProblem(BlockTypes(cert_file))) return problem;
  if (auto problem = KeyProblem(BlockTypes(key_file))) return problem;
  return PairProblem(cert_file, key_file);
}

}  // namespace grafake::server
