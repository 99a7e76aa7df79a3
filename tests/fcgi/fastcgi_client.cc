#include "tests/fcgi/fastcgi_client.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "domain/text.h"

namespace nexcyte::tests {
namespace {

constexpr int kBegin = 1;
constexpr int kEnd = 3;
constexpr int kParams = 4;
constexpr int kStdin = 5;
constexpr int kStdout = 6;
constexpr std::size_t kHeader = 8;

std::string Record(int type, std::string_view content) {
  const std::size_t padding = (8 - content.size() % 8) % 8;
  std::string record = {'\1', static_cast<char>(type), '\0', '\1'};
  record += static_cast<char>(content.size() >> 8);
  record += static_cast<char>(content.size() & 0xff);
  record += static_cast<char>(padding);
  record += '\0';
  record += content;
  record.append(padding, '\0');
  return record;
}

// The content in records of at most 32000 bytes, and the empty one.
std::string Stream(int type, std::string_view content) {
  std::string records;
  while (!content.empty()) {
    const std::string_view part = content.substr(0, 32000);
    records += Record(type, part);
    content.remove_prefix(part.size());
  }
  return records + Record(type, {});
}

void AppendLength(std::string& out, std::size_t length) {
  if (length < 128) {
    out += static_cast<char>(length);
    return;
  }
  out += static_cast<char>(0x80 | (length >> 24));
  out += static_cast<char>(length >> 16);
  out += static_cast<char>(length >> 8);
  out += static_cast<char>(length);
}

CgiAnswer ParseAnswer(std::string_view text) {
  CgiAnswer answer;
  const std::size_t split = text.find("\r\n\r\n");
  if (split == text.npos) {
    throw std::runtime_error("answer without a head");
  }
  answer.body = text.substr(split + 4);
  std::string_view head = text.substr(0, split + 2);
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(": ");
    answer.headers[domain::LowerAscii(line.substr(0, colon))] = line.substr(colon + 2);
  }
  answer.status = std::stoi(answer.headers.at("status"));
  return answer;
}

}  // namespace

std::string BeginRecord(bool keep) {
  return Record(kBegin, {"\0\1\0\0\0\0\0\0", 8}).replace(kHeader + 2, 1, 1, keep ? '\1' : '\0');
}

std::string ParameterRecords(const Parameters& parameters) {
  std::string content;
  for (const auto& [name, value] : parameters) {
    AppendLength(content, name.size());
    AppendLength(content, value.size());
    content += name + value;
  }
  return Stream(kParams, content);
}

std::string StdinRecords(std::string_view body) { return Stream(kStdin, body); }

Parameters UsualParameters(const std::string& method, const std::string& path,
                           const Parameters& more) {
  Parameters parameters = {{"REQUEST_METHOD", method},
                           {"DOCUMENT_URI", path},
                           {"QUERY_STRING", ""},
                           {"CONTENT_TYPE", ""},
                           {"CONTENT_LENGTH", ""},
                           {"REMOTE_ADDR", "127.0.0.1"},
                           {"NEXCYTE_TENANT", "acme"},
                           {"NEXCYTE_SITE", "tenant"},
                           {"NEXCYTE_REQUEST_ID", "0123456789abcdef0123456789abcdef"}};
  for (const auto& [name, value] : more) {
    std::erase_if(parameters, [&name = name](const auto& item) { return item.first == name; });
    if (!value.empty()) {
      parameters.emplace_back(name, value);
    }
  }
  return parameters;
}

FastCgiClient::FastCgiClient(const std::string& socket_path)
    : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  socket_path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  if (connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error("cannot connect");
  }
  const timeval limit{.tv_sec = 5, .tv_usec = 0};
  setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  setsockopt(fd_.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
}

std::optional<CgiAnswer> FastCgiClient::Get(const std::string& path, bool keep) {
  return Ask(UsualParameters("GET", path), {}, keep);
}

std::optional<CgiAnswer> FastCgiClient::Post(const std::string& path, const std::string& body,
                                             bool keep) {
  return Ask(UsualParameters("POST", path, {{"CONTENT_LENGTH", std::to_string(body.size())}}), body,
             keep);
}

std::optional<CgiAnswer> FastCgiClient::Ask(const Parameters& parameters, const std::string& body,
                                            bool keep) {
  if (!Send(BeginRecord(keep) + ParameterRecords(parameters) + StdinRecords(body))) {
    return std::nullopt;
  }
  return Receive();
}

bool FastCgiClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void FastCgiClient::EndSending() { shutdown(fd_.get(), SHUT_WR); }

std::optional<CgiAnswer> FastCgiClient::Receive() {
  std::string output;
  for (;;) {
    std::string header;
    std::string content;
    if (!ReadExactly(kHeader, &header)) {
      return std::nullopt;
    }
    const auto byte = [&header](std::size_t i) { return static_cast<std::uint8_t>(header[i]); };
    const std::size_t length = (std::size_t{byte(4)} << 8) + byte(5);
    if (!ReadExactly(length + byte(6), &content)) {
      return std::nullopt;
    }
    if (byte(1) == kStdout) {
      output += content.substr(0, length);
    } else if (byte(1) == kEnd) {
      return ParseAnswer(output);
    }
  }
}

bool FastCgiClient::IsClosed() {
  char byte = 0;
  return recv(fd_.get(), &byte, 1, 0) == 0;
}

bool FastCgiClient::ReadExactly(std::size_t size, std::string* into) {
  into->resize(size);
  return size == 0 ||
         recv(fd_.get(), into->data(), size, MSG_WAITALL) == static_cast<ssize_t>(size);
}

}  // namespace nexcyte::tests
