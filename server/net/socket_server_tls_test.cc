#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "server/net/raw_client.h"
#include "server/net/socket_server.h"

namespace grafake::server {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

template <auto Function>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    (void)Function(object);
  }
};
using File = std::unique_ptr<std::FILE, Free<std::fclose>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using SslContext = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Free<SSL_free>>;

// A directory with a key and a certificate that it signed itself.
class SocketServerTlsTest : public ::testing::Test {
 protected:
  SocketServerTlsTest() {
    std::filesystem::create_directory(directory_);
    const Key key(EVP_RSA_gen(2048));
    const Certificate certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const File key_file(std::fopen((directory_ / "key.pem").c_str(), "w"));
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const File certificate_file(std::fopen((directory_ / "cert.pem").c_str(), "w"));
    PEM_write_X509(certificate_file.get(), certificate.get());
  }
  ~SocketServerTlsTest() override { std::filesystem::remove_all(directory_); }

  [[nodiscard]] ListenOptions Options() const {
    ListenOptions options;
    options.port = 0;
    options.max_threads = 2;
    options.tls = Tls{directory_ / "cert.pem", directory_ / "key.pem"};
    return options;
  }

  const std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("grafake-tls-" + std::to_string(::getpid()));
};

Response EchoPath(const Request& request) {
  if (request.path == "/late") return {.body = "late", .delivery = std::make_shared<Delivery>(Delivery{.delay = 20ms})};
  if (request.path == "/cut")
    return {.body = "cut off", .delivery = std::make_shared<Delivery>(Delivery{.cut_after = 3})};
  if (request.path == "/drips")
    return {.body = "dripping", .delivery = std::make_shared<Delivery>(Delivery{.bytes_a_second = 100})};
  return {.body = request.path + (request.https ? " https " : " http ") + request.body};
}

// What the server chooses of the protocols that a client offers, each with its length before it.
std::string Chosen(std::uint16_t port, std::string_view offered) {
  const RawClient connection(port);
  const SslContext context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_alpn_protos(context.get(), reinterpret_cast<const unsigned char*>(offered.data()),
                          static_cast<unsigned>(offered.size()));
  const Session session(SSL_new(context.get()));
  SSL_set_fd(session.get(), connection.descriptor());
  if (SSL_connect(session.get()) != 1) return "no handshake";
  const unsigned char* chosen = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(session.get(), &chosen, &length);
  return {reinterpret_cast<const char*>(chosen), length};
}

// Sends the bytes over TLS and reads until the server closes.
std::string Exchange(std::uint16_t port, std::string_view bytes) {
  const RawClient connection(port);
  const SslContext context(SSL_CTX_new(TLS_client_method()));
  const Session session(SSL_new(context.get()));
  SSL_set_fd(session.get(), connection.descriptor());
  if (SSL_connect(session.get()) != 1) return "no handshake";
  SSL_write(session.get(), bytes.data(), static_cast<int>(bytes.size()));
  std::string answer;
  std::array<char, 4096> buffer{};
  int count = 0;
  while ((count = SSL_read(session.get(), buffer.data(), buffer.size())) > 0) {
    answer.append(buffer.data(), static_cast<std::size_t>(count));
  }
  const bool ended_well = SSL_get_error(session.get(), count) == SSL_ERROR_ZERO_RETURN;
  return answer + (ended_well ? "" : " [cut off]");
}

TEST_F(SocketServerTlsTest, AnswersOverTls) {
  const SocketServer server(Options(), EchoPath, {});
  const std::string body(100'000, 'b');
  EXPECT_THAT(Exchange(server.port(),
                       "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
                       "POST /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n" +
                           body),
              ::testing::AllOf(HasSubstr("\r\n\r\n/a https HTTP/1.1 200 OK"), EndsWith("bbb\r\n0\r\n\r\n")));
}

TEST_F(SocketServerTlsTest, AnswersMayBeLateAndDripAndBeCutOff) {
  const SocketServer server(Options(), EchoPath, {});
  const std::string answers = Exchange(server.port(),
                                       "GET /late HTTP/1.1\r\nHost: x\r\n\r\n"
                                       "GET /drips HTTP/1.1\r\nHost: x\r\n\r\n"
                                       "GET /cut HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answers, ::testing::AllOf(HasSubstr("\r\n\r\nlateHTTP/1.1 200 OK"), HasSubstr("\r\n\r\ndrippingHTTP/1.1"),
                                        EndsWith("\r\n\r\ncut")));
}

TEST_F(SocketServerTlsTest, ChoosesHttp11WhereItIsOffered) {
  const SocketServer server(Options(), EchoPath, {});
  EXPECT_EQ(Chosen(server.port(), "\x08http/1.1"), "http/1.1");
  EXPECT_EQ(Chosen(server.port(), "\x02h2\x08http/1.1"), "http/1.1");
  EXPECT_EQ(Chosen(server.port(), "\x02h2"), "no handshake");
  EXPECT_EQ(Chosen(server.port(), ""), "");
}

TEST_F(SocketServerTlsTest, RefusesPlainHttp) {
  const SocketServer server(Options(), EchoPath, {});
  EXPECT_THAT(RawClient(server.port()).Exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
              StartsWith("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"));
}

TEST_F(SocketServerTlsTest, AHandshakeMayNotTakeLongerThanAHead) {
  ListenOptions options = Options();
  options.limits.head_time = std::chrono::milliseconds(50);
  const SocketServer server(std::move(options), EchoPath, {});
  EXPECT_EQ(RawClient(server.port()).Exchange("\x16\x03\x01"), "");
}

TEST_F(SocketServerTlsTest, NamesTheFilesThatItCannotUse) {
  ListenOptions options = Options();
  options.tls->cert_file = "/no/such/file";
  try {
    const SocketServer server(std::move(options), EchoPath, {});
    FAIL() << "started without a certificate";
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("/no/such/file"));
  }
}

}  // namespace
}  // namespace grafake::server
