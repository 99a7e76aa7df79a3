// The cost of the way alone: nginx, FastCGI and our loop, with an answer that costs nothing.
#include <cstdio>

#include "tests/bench/pool.h"

namespace {

nexcyte::fcgi::Response Hello(const nexcyte::fcgi::Request&) {
  nexcyte::fcgi::Response response;
  response.Set("Content-Type", "text/plain");
  response.body = "hello\n";
  return response;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bench_hello SOCKET\n");
    return 2;
  }
  return nexcyte::bench::ServePool(argv[1], [] { return Hello; });
}
