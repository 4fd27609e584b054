#include "server/net/https_get.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>

#include <array>
#include <memory>

#include "server/net/steady_instant.h"

namespace grafake::server {
namespace {

constexpr int kNapMilliseconds = 10;  // between looks at a socket that has nothing yet

using ClientTls = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

// What the callback of OpenSSL's HTTP client needs.
struct TlsWish {
  SSL_CTX* context;
  const std::string& host;
};

// A host may be an address.
bool ExpectHost(SSL* ssl, const std::string& host) {
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1) return true;
  ERR_clear_error();
  return SSL_set1_host(ssl, host.c_str()) == 1;
}

BIO* PutTlsOn(BIO* plain, const TlsWish& wish) {
  SSL* const ssl = SSL_new(wish.context);
  if (ssl == nullptr) return nullptr;
  SSL_set_tlsext_host_name(ssl, wish.host.c_str());
  BIO* const tls = BIO_new(BIO_f_ssl());
  if (!ExpectHost(ssl, wish.host) || tls == nullptr) {
    BIO_free(tls);
    SSL_free(ssl);
    return nullptr;
  }
  SSL_set_connect_state(ssl);
  BIO_set_ssl(tls, ssl, BIO_CLOSE);
  return BIO_push(tls, plain);
}

// Called when a connection is made, and when OpenSSL is done with it: the body is still to be read then, and whoever
// has the answer frees it all.
BIO* ChangeTls(BIO* bio, void* wish, int connect, int /*detail*/) {
  return connect != 0 ? PutTlsOn(bio, *static_cast<const TlsWish*>(wish)) : bio;
}

std::string LastTlsError() {
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  const char* const reason = ERR_reason_error_string(error);
  return reason == nullptr ? "it cannot be had" : reason;
}

bool TakeAuthorities(SSL_CTX* context, const HttpsWish& wish) {
  SSL_CTX_set_verify(context, wish.any_peer ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
  return wish.authority_file.empty() ? SSL_CTX_set_default_verify_paths(context) == 1
                                     : SSL_CTX_load_verify_file(context, wish.authority_file.c_str()) == 1;
}

struct FreeHeaders {
  void operator()(STACK_OF(CONF_VALUE) * headers) const { sk_CONF_VALUE_pop_free(headers, X509V3_conf_free); }
};
using HeaderList = std::unique_ptr<STACK_OF(CONF_VALUE), FreeHeaders>;

HeaderList HeadersFor(const HttpsWish& wish) {
  STACK_OF(CONF_VALUE)* headers = nullptr;
  if (!wish.bearer.empty()) X509V3_add_value("Authorization", ("Bearer " + wish.bearer).c_str(), &headers);
  return HeaderList(headers);
}

// The body comes after its head, in as many pieces as the other side likes: its socket does not block.
tl::expected<std::string, std::string> AllOf(BIO* bio, std::size_t most_bytes, SteadyInstant until) {
  std::string text;
  std::array<char, 4096> buffer{};
  while (text.size() <= most_bytes) {
    const int read = BIO_read(bio, buffer.data(), buffer.size());
    if (read > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(read));
    } else if (!BIO_should_retry(bio)) {
      return text;
    } else if (SteadyNow() >= until) {
      return tl::unexpected<std::string>("it takes too long");
    } else {
      pollfd waited{.fd = static_cast<int>(BIO_get_fd(bio, nullptr)), .events = POLLIN, .revents = 0};
      (void)::poll(&waited, 1, kNapMilliseconds);
    }
  }
  return tl::unexpected<std::string>("it is too long");
}

struct FreeText {
  void operator()(char* text) const { OPENSSL_free(text); }
};
using OpensslText = std::unique_ptr<char, FreeText>;

using OpensslBio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

// One that connects to whom the URL names; null: it names nobody.
OpensslBio ConnectorTo(const std::string& url) {
  char* host = nullptr;
  char* port = nullptr;
  const bool read =
      OSSL_HTTP_parse_url(url.c_str(), nullptr, nullptr, &host, &port, nullptr, nullptr, nullptr, nullptr) == 1;
  const OpensslText host_owner(host);
  const OpensslText port_owner(port);
  if (!read) return {nullptr, BIO_free_all};
  std::string name = host;
  if (name.find(':') != std::string::npos && !name.starts_with('[')) name = "[" + name + "]";
  OpensslBio bio(BIO_new_connect((name + ":" + port).c_str()), BIO_free_all);
  if (bio != nullptr) BIO_set_nbio(bio.get(), 1);
  return bio;
}

// OpenSSL's client tries whoever refuses its connection again and again, until its time is over.
bool TakesConnections(const std::string& url, SteadyInstant until) {
  const OpensslBio bio = ConnectorTo(url);
  if (bio == nullptr) return false;
  while (BIO_do_connect(bio.get()) <= 0) {
    if (!BIO_should_retry(bio.get()) || SteadyNow() >= until) return false;
    pollfd waited{.fd = static_cast<int>(BIO_get_fd(bio.get(), nullptr)), .events = POLLOUT, .revents = 0};
    (void)::poll(&waited, 1, kNapMilliseconds);
  }
  return true;
}

}  // namespace

tl::expected<std::string, std::string> HttpsGet(const HttpsWish& wish) {
  ERR_clear_error();
  const ClientTls context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (context == nullptr || !TakeAuthorities(context.get(), wish)) return tl::unexpected(LastTlsError());
  const HeaderList headers = HeadersFor(wish);
  TlsWish tls{context.get(), wish.host};
  const SteadyInstant until = SteadyFromNow(std::chrono::seconds(wish.most_seconds));
  if (!TakesConnections(wish.url, until)) return tl::unexpected(LastTlsError());
  // No proxy of the environment: what is spoken is TLS with the host itself.
  const OpensslBio answer(OSSL_HTTP_get(wish.url.c_str(), nullptr, wish.host.c_str(), nullptr, nullptr, ChangeTls, &tls,
                                        0, headers.get(), nullptr, 0, wish.most_bytes, wish.most_seconds),
                          BIO_free_all);
  if (answer == nullptr) return tl::unexpected(LastTlsError());
  return AllOf(answer.get(), wish.most_bytes, until);
}

}  // namespace grafake::server
