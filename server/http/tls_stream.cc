#include "server/http/tls_stream.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/NetSSL.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <stdexcept>

namespace grafake::server {
namespace {

struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};
using Session = std::unique_ptr<SSL, FreeSession>;

int Length(std::size_t size) { return static_cast<int>(std::min<std::size_t>(size, INT_MAX)); }

class TlsStream final : public Stream {
 public:
  TlsStream(int descriptor, Session session) : descriptor_(descriptor), session_(std::move(session)) {}
  ~TlsStream() override { ::close(descriptor_); }

  IoResult Read(std::span<char> into) override {
    ERR_clear_error();
    return Outcome(SSL_read(session_.get(), into.data(), Length(into.size())));
  }

  IoResult Write(std::string_view bytes) override {
    ERR_clear_error();
    return Outcome(SSL_write(session_.get(), bytes.data(), Length(bytes.size())));
  }

  void EndWriting() override {
    ERR_clear_error();
    if (Established()) SSL_shutdown(session_.get());
    ::shutdown(descriptor_, SHUT_WR);
  }

  [[nodiscard]] bool Established() const override { return SSL_is_init_finished(session_.get()) == 1; }
  [[nodiscard]] bool encrypted() const override { return true; }
  [[nodiscard]] bool short_read_is_last() const override { return false; }
  [[nodiscard]] int descriptor() const override { return descriptor_; }

 private:
  IoResult Outcome(int count) {
    if (count > 0) return {IoStatus::kDone, static_cast<std::size_t>(count)};
    switch (SSL_get_error(session_.get(), count)) {
      case SSL_ERROR_WANT_READ:
        return {IoStatus::kWantRead, 0};
      case SSL_ERROR_WANT_WRITE:
        return {IoStatus::kWantWrite, 0};
      default:
        RefusePlainHttp();
        return {IoStatus::kClosed, 0};
    }
  }

  // What net/http says to a client that forgot the s in https.
  void RefusePlainHttp() const {
    constexpr std::string_view kText =
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
    if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST) {
      (void)::send(descriptor_, kText.data(), kText.size(), MSG_NOSIGNAL);
    }
  }

  const int descriptor_;
  const Session session_;
};

}  // namespace

struct TlsContext::Loaded {
  explicit Loaded(const Tls& files)
      : context(new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, files.key_file, files.cert_file, "",
                                       Poco::Net::Context::VERIFY_NONE)) {
    SSL_CTX_set_mode(context->sslContext(),
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  }

  Poco::Net::Context::Ptr context;
};

TlsContext::TlsContext(const Tls& files) {
  Poco::Net::initializeSSL();
  try {
    loaded_ = std::make_unique<Loaded>(files);
  } catch (const Poco::Exception& e) {
    Poco::Net::uninitializeSSL();
    throw std::runtime_error("cannot use the certificate '" + files.cert_file + "' with the key '" + files.key_file +
                             "': " + e.displayText());
  }
}

TlsContext::~TlsContext() {
  loaded_.reset();
  Poco::Net::uninitializeSSL();
}

std::unique_ptr<Stream> TlsContext::Accept(int descriptor) const {
  Session session(SSL_new(loaded_->context->sslContext()));
  if (session == nullptr || SSL_set_fd(session.get(), descriptor) != 1) {
    ::close(descriptor);
    return nullptr;
  }
  SSL_set_accept_state(session.get());
  return std::make_unique<TlsStream>(descriptor, std::move(session));
}

}  // namespace grafake::server
