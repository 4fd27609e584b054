#include "server/jwk_url.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "server/net/socket_server.h"

namespace grafake::server {
namespace {

using std::chrono::minutes;

template <auto Function>
struct FreeBy {
  template <typename T>
  void operator()(T* object) const {
    (void)Function(object);
  }
};
using PemFile = std::unique_ptr<std::FILE, FreeBy<std::fclose>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using OwnCertificate = std::unique_ptr<X509, FreeBy<X509_free>>;

// A server with TLS, whose certificate is for 127.0.0.1 and its own authority.
class JwkUrlTest : public ::testing::Test {
 protected:
  JwkUrlTest() {
    std::filesystem::create_directory(directory_);
    const PrivateKey key(EVP_RSA_gen(2048));
    const OwnCertificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("keys"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    X509_EXTENSION* const names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate.get(), names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const PemFile key_file(std::fopen((directory_ / "key.pem").c_str(), "w"));
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const PemFile certificate_file(std::fopen(Authority().c_str(), "w"));
    PEM_write_X509(certificate_file.get(), certificate.get());
  }
  ~JwkUrlTest() override { std::filesystem::remove_all(directory_); }

  [[nodiscard]] std::string Authority() const { return directory_ / "cert.pem"; }

  [[nodiscard]] ListenOptions Options() const {
    ListenOptions options;
    options.port = 0;
    options.max_threads = 1;
    options.tls = Tls{Authority(), directory_ / "key.pem"};
    return options;
  }
  Response Answer(const Request& request) {
    ++asked_;
    const std::string* const token = request.FindHeader("Authorization");
    token_ = token == nullptr ? "" : *token;
    return {.body = body_, .delivery = delivery_};
  }

  std::atomic<int> asked_ = 0;
  std::string token_;
  std::string body_ = R"({"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"one"}]})";
  std::shared_ptr<const Delivery> delivery_;
  const std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("grafake-jwk-" + std::to_string(::getpid()));
};

TEST_F(JwkUrlTest, KeysAreFetchedFromWhomOneTrustsAndKeptForAWhile) {
  const SocketServer server(Options(), [this](const Request& request) { return Answer(request); }, {});
  const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/keys";
  const Instant now{};
  const KeySource trusted = KeysBehind({.url = url, .kept = minutes(60), .authority_file = Authority()}, KeyWords());
  ASSERT_EQ(trusted(now)->size(), 1U);
  EXPECT_EQ(trusted(now)->front().id, "one");
  EXPECT_EQ(trusted(now + minutes(59))->size(), 1U);
  EXPECT_EQ(asked_, 1);
  EXPECT_EQ(trusted(now + minutes(60))->size(), 1U);
  EXPECT_EQ(asked_, 2);
  EXPECT_TRUE(KeysBehind({.url = url, .kept = minutes(60)}, KeyWords())(now)->empty());
  EXPECT_TRUE(KeysBehind({.url = "https://localhost:" + std::to_string(server.port()),
                          .kept = minutes(60),
                          .authority_file = Authority()},
                         KeyWords())(now)
                  ->empty());
  EXPECT_EQ(asked_, 2);
}

TEST_F(JwkUrlTest, ATokenGoesWithTheRequestAndNobodyNeedsToVouch) {
  const SocketServer server(Options(), [this](const Request& request) { return Answer(request); }, {});
  std::ofstream(directory_ / "token") << " s3cret\n";
  const KeySource keys = KeysBehind({.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/keys",
                                     .token_file = directory_ / "token",
                                     .any_peer = true},
                                    KeyWords());
  EXPECT_EQ(keys(Instant{})->size(), 1U);
  EXPECT_EQ(token_, "Bearer s3cret");
}

TEST_F(JwkUrlTest, WhatComesInPiecesIsReadToItsEnd) {
  delivery_ = std::make_shared<const Delivery>(Delivery{.bytes_a_second = 500});
  body_.insert(body_.size() - 2, R"(,{"kty":"oct","k":"c2VjcmV0","kid":"two"})");
  const SocketServer server(Options(), [this](const Request& request) { return Answer(request); }, {});
  const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/keys";
  EXPECT_EQ(KeysBehind({.url = url, .any_peer = true}, KeyWords())(Instant{})->size(), 2U);
}

// Whoever sends tokens would keep every thread waiting.
TEST_F(JwkUrlTest, AFailureIsRememberedForAWhile) {
  body_ = "no keys";
  const SocketServer server(Options(), [this](const Request& request) { return Answer(request); }, {});
  const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/keys";
  const KeySource keys = KeysBehind({.url = url, .any_peer = true}, KeyWords());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(keys(Instant{})->empty());
  EXPECT_EQ(asked_, 1);
}

// Whom nobody answers is not asked again and again.
TEST_F(JwkUrlTest, WhatCannotBeHadIsNoKeys) {
  const auto begin = std::chrono::steady_clock::now();
  for (const char* url : {"https://127.0.0.1:1/keys", "https://[::1]:1/keys", "https://localhost:1"})
    EXPECT_TRUE(KeysBehind({.url = url}, KeyWords())(Instant{})->empty()) << url;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

}  // namespace
}  // namespace grafake::server
