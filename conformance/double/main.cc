// A server for tests of the replayer: answers the n-th request with the n-th recorded answer, over all its starts on
// one data directory, whatever is asked.
//
// conformance_double RECORDING DATA PORT [wrong N | die N | refuse | unshared] [cfg:…, ignored]
//   wrong N   changes the body of the n-th answer       refuse    ends before it listens, with a sentence
//   die N     ends instead of the n-th answer           unshared  takes the port only when nobody else has it
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "conformance/recording.h"

namespace {

using namespace grafake::conformance;

struct Double {
  std::vector<RecordedAnswer> answers;
  std::filesystem::path counter;
  std::uint16_t port = 0;
  std::string manner;
  std::size_t at = 0;  // the request that the manner is about, from 1
};

std::vector<RecordedAnswer> AnswersOf(const std::string& recording) {
  std::vector<RecordedAnswer> answers;
  const Scenario scenario = ReadScenario(recording).value();
  for (const Step& step : scenario.steps) {
    if (const auto* request = std::get_if<RequestStep>(&step)) answers.push_back(request->answer);
  }
  return answers;
}

std::size_t Counted(const std::filesystem::path& counter) {
  std::size_t count = 0;
  std::ifstream(counter) >> count;
  std::ofstream(counter) << ++count;
  return count;
}

// The size of the request whose first bytes these are; more than there are while the head is not complete.
std::size_t SizeOf(const std::string& bytes) {
  const std::string mark = "Content-Length: ";
  const auto end = bytes.find("\r\n\r\n");
  const auto length = bytes.find(mark);
  if (end == std::string::npos) return bytes.size() + 1;
  return end + 4 + (length < end ? std::stoul(bytes.substr(length + mark.size())) : 0);
}

// All of it, or closing the connection would take the answer back.
void AwaitRequest(Poco::Net::StreamSocket& socket) {
  std::string request;
  std::array<char, 4096> bytes{};
  while (request.size() < SizeOf(request)) {
    const int got = socket.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    if (got <= 0) return;
    request.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

std::string BytesOf(const RecordedAnswer& answer, const Double& self) {
  const std::string body = Substituted(answer.body, {{"port", std::to_string(self.port)}});
  std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + " Word\r\nDate: today\r\n";
  for (const auto& [name, value] : answer.headers) bytes += name + ": " + value + "\r\n";
  return bytes + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A look at the port brings no request and is not counted.
void Serve(const Double& self, Poco::Net::StreamSocket socket) {
  if (!socket.poll(Poco::Timespan(5, 0), Poco::Net::Socket::SELECT_READ) || socket.available() == 0) return;
  AwaitRequest(socket);
  const std::size_t count = Counted(self.counter);
  if (self.manner == "die" && count == self.at) _exit(3);
  if (count > self.answers.size()) return;
  RecordedAnswer answer = self.answers[count - 1];
  if (self.manner == "wrong" && count == self.at) answer.body += "?";
  const std::string bytes = BytesOf(answer, self);
  socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
  socket.shutdownSend();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words(argv, argv + argc);
  std::erase_if(words, [](const std::string& word) { return word.starts_with("cfg:"); });  // a recording's own
  if (words.size() < 4) return 2;
  const std::filesystem::path data = words[2];
  Double self{.answers = AnswersOf(words[1]),
              .counter = data / "count",
              .port = static_cast<std::uint16_t>(std::stoi(words[3])),
              .manner = words.size() > 4 ? words[4] : "",
              .at = words.size() > 5 ? std::stoul(words[5]) : 0};
  if (self.manner == "refuse") {
    std::cout << "I will not, said the server" << std::endl;
    return 1;
  }
  Poco::Net::ServerSocket listener;
  try {
    listener.bind(Poco::Net::SocketAddress("127.0.0.1", self.port), self.manner != "unshared");
  } catch (const Poco::Exception&) {
    std::cout << "listen: address already in use" << std::endl;
    return 1;
  }
  listener.listen();
  while (true) Serve(self, listener.acceptConnection());
}
