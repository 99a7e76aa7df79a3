#ifndef NEXCYTE_DOMAIN_ID_H_
#define NEXCYTE_DOMAIN_ID_H_

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace nexcyte::domain {

// True for a UUID in its 36 character form (RFC 9562 section 4), hex digits of either case.
bool IsUuid(std::string_view text);

// The same UUID with lower-case digits; nothing when `text` is none.
std::optional<std::string> FoldUuid(std::string_view text);

// The 36 character form of the sixteen bytes of a UUID.
std::string UuidOfBytes(std::span<const unsigned char, 16> bytes);

// A UUID of one kind: ids of different kinds do not convert into each other. Holds the lower-case
// 36 character form; a default-constructed id is empty and equal to no stored one.
template <class Kind>
class Id {
 public:
  Id() = default;

  // Nothing when `text` is not a UUID. Upper-case digits are folded.
  static std::optional<Id> Parse(std::string_view text) {
    std::optional<std::string> folded = FoldUuid(text);
    return folded ? std::optional(Id(std::move(*folded))) : std::nullopt;
  }

  static Id OfBytes(std::span<const unsigned char, 16> bytes) { return Id(UuidOfBytes(bytes)); }

  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes its comparison with 0 for a pointer
  auto operator<=>(const Id&) const = default;

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

using TenantId = Id<struct TenantTag>;
using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using AccountTokenId = Id<struct AccountTokenTag>;
using ReservationId = Id<struct ReservationTag>;
using BookingId = Id<struct BookingTag>;
using IntentId = Id<struct IntentTag>;
using OutboxId = Id<struct OutboxTag>;
using InvitationId = Id<struct InvitationTag>;
using InboxId = Id<struct InboxTag>;

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_ID_H_
