#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace grafake::server {

// How a read or a write went. kWantRead and kWantWrite: nothing was moved; try again when the socket can do that.
enum class IoStatus { kDone, kWantRead, kWantWrite, kClosed };

struct IoResult {
  IoStatus status = IoStatus::kDone;
  std::size_t bytes = 0;
};

// The bytes of one connection, over a socket that never blocks. The owner of the descriptor. Errors are kClosed: there
// is nobody left to tell. SIGPIPE must be blocked in the calling thread. Not thread-safe, but for Cut().
class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  virtual ~Stream() = default;

  virtual IoResult Read(std::span<char> into) = 0;
  virtual IoResult Write(std::string_view bytes) = 0;
  // Ends our side; what the other side still sends can be read.
  virtual void EndWriting() = 0;
  // False until a handshake is complete.
  [[nodiscard]] virtual bool Established() const = 0;
  [[nodiscard]] virtual bool encrypted() const = 0;
  // True when a read that did not fill its buffer has emptied the socket, so that another one would find nothing.
  [[nodiscard]] virtual bool short_read_is_last() const = 0;
  [[nodiscard]] virtual int descriptor() const = 0;
  // Makes the next read or write, of whatever thread, find the connection closed.
  void Cut() const;
  // Its end, when the object goes, is a reset. A unix socket knows none.
  void ResetWhenClosed() const;
};

// Owns `descriptor`, a connected socket that does not block.
[[nodiscard]] std::unique_ptr<Stream> MakePlainStream(int descriptor);

}  // namespace grafake::server
