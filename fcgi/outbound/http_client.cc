#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {
namespace {

// Requests that are all there from the beginning.
class Batch final : public HttpFlow {
 public:
  explicit Batch(std::span<const HttpRequest> requests)
      : requests_(requests), results_(requests.size(), HttpFailure{HttpFault::kBroken, true}) {}

  std::optional<HttpRequest> Next() override {
    return next_ < requests_.size() ? std::optional(requests_[next_++]) : std::nullopt;
  }
  void Done(std::size_t number, HttpResult result) override {
    results_.at(number) = std::move(result);
  }
  std::vector<HttpResult> Take() { return std::move(results_); }

 private:
  std::span<const HttpRequest> requests_;
  std::size_t next_ = 0;
  std::vector<HttpResult> results_;
};

}  // namespace

std::vector<HttpResult> HttpClient::SendAll(std::span<const HttpRequest> requests) {
  Batch batch(requests);
  Exchange(batch);
  return batch.Take();
}

}  // namespace nexcyte::fcgi
