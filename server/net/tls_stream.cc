#include "server/net/tls_stream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <stdexcept>

namespace grafake::server {
namespace {

struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};
using Session = std::unique_ptr<SSL, FreeSession>;

std::string LastProblem() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
  return text.data();
}

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

constexpr auto kSpokenProtocols = std::to_array<unsigned char>({8, 'h', 't', 't', 'p', '/', '1', '.', '1'});

// HTTP/1.1 is all that is spoken here. Who names only others is refused, as by Go; who names nothing is served.
int ChooseProtocol(SSL* /*session*/, const unsigned char** chosen, unsigned char* chosen_length,
                   const unsigned char* offered, unsigned int offered_length, void* /*unused*/) {
  unsigned char* choice = nullptr;
  const int outcome = SSL_select_next_proto(&choice, chosen_length, kSpokenProtocols.data(), kSpokenProtocols.size(),
                                            offered, offered_length);
  *chosen = choice;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

void TlsContext::Free::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

TlsContext::TlsContext(const Tls& files) : context_(SSL_CTX_new(TLS_server_method())) {
  ERR_clear_error();
  SSL_CTX* context = context_.get();
  if (context == nullptr || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_use_certificate_chain_file(context, files.cert_file.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context, files.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    throw std::runtime_error("cannot use the certificate '" + files.cert_file + "' with the key '" + files.key_file +
                             "': " + LastProblem());
  }
  SSL_CTX_set_mode(context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, ChooseProtocol, nullptr);
}

std::unique_ptr<Stream> TlsContext::Accept(int descriptor) const {
  Session session(SSL_new(context_.get()));
  if (session == nullptr || SSL_set_fd(session.get(), descriptor) != 1) {
    ::close(descriptor);
    return nullptr;
  }
  SSL_set_accept_state(session.get());
  return std::make_unique<TlsStream>(descriptor, std::move(session));
}

}  // namespace grafake::server
