#include "fcgi/metrics.h"

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

namespace nexcyte::tests {
namespace {

using fcgi::Metrics;
using std::chrono_literals::operator""ms;

bool Has(const Metrics& metrics, const std::string& line) {
  return ("\n" + metrics.Render()).find("\n" + line + "\n") != std::string::npos;
}

BOOST_AUTO_TEST_SUITE(RequestMetrics)

BOOST_AUTO_TEST_CASE(CountByRouteAndStatusClass) {
  Metrics metrics("portal", {"GET /", "POST /login"});
  metrics.Count(1, 303, 2ms);
  metrics.Count(1, 200, 2ms);
  metrics.Count(1, 404, 2ms);
  metrics.Count(1, 422, 2ms);
  BOOST_TEST(
      Has(metrics, R"(nexcyte_requests_total{pool="portal",route="POST /login",class="4xx"} 2)"));
  BOOST_TEST(
      Has(metrics, R"(nexcyte_requests_total{pool="portal",route="POST /login",class="3xx"} 1)"));
  BOOST_TEST(metrics.Render().find("GET /") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(TellHowTheOutboxIs) {
  domain::OutboxFigures figures;
  figures.oldest_due = std::chrono::seconds(90);
  figures.due = 3;
  figures.uncertain = 2;
  figures.dead_lately = 1;
  figures.pauses = {{"email", "http_401"}, {"sms", "a \"b\"\nc"}};
  const std::string text = "\n" + fcgi::RenderOutbox(figures);
  for (const char* line : {"nexcyte_outbox_oldest_due_seconds 90", "nexcyte_outbox_due 3",
                           "nexcyte_outbox_uncertain 2", "nexcyte_outbox_dead_24h 1",
                           "nexcyte_provider_paused{channel=\"email\",reason=\"http_401\"} 1",
                           "nexcyte_provider_paused{channel=\"sms\",reason=\"a _b__c\"} 1"}) {
    BOOST_TEST(text.find("\n" + std::string(line) + "\n") != std::string::npos, line);
  }
}

BOOST_AUTO_TEST_CASE(CountWhatMatchedNoRoute) {
  Metrics metrics("portal", {"GET /"});
  metrics.Count(1, 404, 1ms);
  metrics.Count(99, 404, 1ms);
  BOOST_TEST(Has(metrics, R"(nexcyte_requests_total{pool="portal",route="none",class="4xx"} 2)"));
}

BOOST_AUTO_TEST_CASE(SortDurationsIntoBuckets) {
  Metrics metrics("portal", {"GET /"});
  metrics.Count(0, 200, 1ms);
  metrics.Count(0, 200, 20ms);
  metrics.Count(0, 200, std::chrono::minutes(2));
  const std::string name = R"(nexcyte_request_seconds_bucket{pool="portal",route="GET /",le=")";
  BOOST_TEST(Has(metrics, name + "0.001\"} 1"));
  BOOST_TEST(Has(metrics, name + "0.01\"} 1"));
  BOOST_TEST(Has(metrics, name + "0.025\"} 2"));
  BOOST_TEST(Has(metrics, name + "30\"} 2"));
  BOOST_TEST(Has(metrics, name + "+Inf\"} 3"));
  BOOST_TEST(
      Has(metrics, R"(nexcyte_request_seconds_sum{pool="portal",route="GET /"} 120.021000)"));
  BOOST_TEST(Has(metrics, R"(nexcyte_request_seconds_count{pool="portal",route="GET /"} 3)"));
}

BOOST_AUTO_TEST_CASE(CountForAllChildProcesses) {
  Metrics metrics("portal", {"GET /"});
  const pid_t child = fork();
  if (child == 0) {
    metrics.Count(0, 200, 1ms);
    _exit(0);
  }
  BOOST_REQUIRE(waitpid(child, nullptr, 0) == child);
  BOOST_TEST(Has(metrics, R"(nexcyte_requests_total{pool="portal",route="GET /",class="2xx"} 1)"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
