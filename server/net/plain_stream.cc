#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "server/net/stream.h"

namespace grafake::server {
namespace {

class PlainStream final : public Stream {
 public:
  explicit PlainStream(int descriptor) : descriptor_(descriptor) {}
  ~PlainStream() override { ::close(descriptor_); }

  IoResult Read(std::span<char> into) override {
    return Outcome(Retried([&] { return ::recv(descriptor_, into.data(), into.size(), 0); }), IoStatus::kWantRead);
  }

  IoResult Write(std::string_view bytes) override {
    return Outcome(Retried([&] { return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }),
                   IoStatus::kWantWrite);
  }

  void EndWriting() override { ::shutdown(descriptor_, SHUT_WR); }
  [[nodiscard]] bool Established() const override { return true; }
  [[nodiscard]] bool encrypted() const override { return false; }
  [[nodiscard]] bool short_read_is_last() const override { return true; }
  [[nodiscard]] int descriptor() const override { return descriptor_; }

 private:
  template <typename Call>
  static ssize_t Retried(Call call) {
    ssize_t count = 0;
    do count = call();
    while (count < 0 && errno == EINTR);
    return count;
  }

  static IoResult Outcome(ssize_t count, IoStatus when_blocked) {
    if (count > 0) return {IoStatus::kDone, static_cast<std::size_t>(count)};
    const bool blocked = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    return {blocked ? when_blocked : IoStatus::kClosed, 0};
  }

  const int descriptor_;
};

}  // namespace

void Stream::Cut() const { ::shutdown(descriptor(), SHUT_RDWR); }

void Stream::ResetWhenClosed() const {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(descriptor(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

std::unique_ptr<Stream> MakePlainStream(int descriptor) { return std::make_unique<PlainStream>(descriptor); }

}  // namespace grafake::server
