#include "views/reasons.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

namespace nexcyte::views {
namespace {

using domain::ErrorCode;

// The stable words of product.md section 4, and those that the use cases' contracts add.
constexpr const char* kWords[] = {"malformed",
                                  "invalid",
                                  "idempotency_mismatch",
                                  "unauthenticated",
                                  "sign_in_failed",
                                  "forbidden",
                                  "kind_not_allowed",
                                  "csrf_failed",
                                  "not_found",
                                  "token_invalid",
                                  "purpose_unknown",
                                  "method_not_allowed",
                                  "slot_taken",
                                  "booking_closed",
                                  "booking_busy",
                                  "too_late_to_cancel",
                                  "too_many_moves",
                                  "too_large",
                                  "too_late_to_reschedule",
                                  "too_many_bookings",
                                  "changed_meanwhile",
                                  "alias_needed",
                                  "scheduling_disabled",
                                  "event_type_not_available",
                                  "rate_limited",
                                  "unsupported_type",
                                  "calendar_unavailable",
                                  "reservation_expired",
                                  "organization_missing",
                                  "signed_in_again",
                                  "organization_not_available",
                                  "internal"};

}  // namespace

BOOST_AUTO_TEST_SUITE(Reasons)

BOOST_AUTO_TEST_CASE(HaveWordsOfTheirOwn) {
  std::set<std::string_view> sentences;
  for (const char* word : kWords) {
    const ReasonText& text = TextOf(word, ErrorCode::kTooLarge);
    sentences.insert(text.sentence);
    BOOST_TEST(text.sentence.ends_with('.'), word);
    BOOST_TEST(text.advice.ends_with('.'), word);
    BOOST_TEST(!text.title.empty(), word);
  }
  BOOST_TEST(sentences.size() == std::size(kWords));
}

BOOST_AUTO_TEST_CASE(FallBackToTheCode) {
  BOOST_TEST(&TextOf("of_tomorrow", ErrorCode::kNotFound) ==
             &TextOf("not_found", ErrorCode::kInternal));
  BOOST_TEST(&TextOf("of_tomorrow", ErrorCode::kUnavailable) ==
             &TextOf("unavailable", ErrorCode::kInternal));
  BOOST_TEST(&TextOf("of_tomorrow") == &TextOf("invalid"));
}

BOOST_AUTO_TEST_CASE(KnowEveryCode) {
  std::set<const ReasonText*> texts;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    texts.insert(&TextOf("", static_cast<ErrorCode>(code)));
  }
  BOOST_TEST(texts.size() == static_cast<std::size_t>(ErrorCode::kInternal) + 1);
}

BOOST_AUTO_TEST_CASE(NeverTellThatAnAddressIsKnown) {
  for (const char* word : {"sign_in_failed", "token_invalid"}) {
    const std::string sentence(TextOf(word).sentence);
    BOOST_TEST(sentence.find("account") == std::string::npos, word);
  }
}

BOOST_AUTO_TEST_CASE(ConfirmWithWords) {
  for (const char* word :
       {"booked", "requested", "cancelled", "moved", "released", "saved", "password_changed",
        "device_signed_out", "code_sent", "phone_verified", "verified", "password_reset",
        "signed_out", "notices_read", "requeued", "dropped", "text_restored"}) {
    BOOST_TEST(NoticeOf(word).ends_with('.'), word);
  }
  BOOST_TEST(NoticeOf("<script>").empty());
  BOOST_TEST(NoticeOf("").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
