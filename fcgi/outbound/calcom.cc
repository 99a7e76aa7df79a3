#include "fcgi/outbound/calcom.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <type_traits>
#include <utility>

#include "domain/crypto.h"
#include "domain/error.h"
#include "fcgi/outbound/calcom_decode.h"
#include "fcgi/outbound/calcom_request.h"

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarBookingQuery;
using domain::CalendarEventType;
using domain::CalendarFailure;
using domain::CalendarHold;
using domain::CalendarRefusal;
using domain::CalendarResult;
using domain::Slot;
using domain::TimeRange;
using domain::Timestamp;

// Cal.com matches the version literally and takes an old, incompatible one for anything else. Each
// group of endpoints has its own (calcom-v2.md section 1.3).
constexpr char kSlotsVersion[] = "2024-09-04";
constexpr char kNoVersion[] = "";  // /teams and /organizations

constexpr std::chrono::seconds kReadLimit{8};
constexpr std::chrono::seconds kWriteLimit{30};
constexpr int kBookingsPerPage = 100;
constexpr int kEventTypesPerPage = 250;
constexpr int kMaxPages = 100;

HttpRequest Get(std::string url, std::string_view version) {
  HttpRequest request;
  request.url = std::move(url);
  request.total_limit = kReadLimit;
  request.headers.emplace_back("Accept", "application/json");
  if (!version.empty()) {
    request.headers.emplace_back("cal-api-version", version);
  }
  return request;
}

HttpRequest Post(std::string url, std::string_view version, std::string body) {
  HttpRequest request = Get(std::move(url), version);
  request.method = HttpMethod::kPost;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  request.send_once = true;
  request.total_limit = kWriteLimit;
  return request;
}

// `next(answer)` when there is one, else the refusal.
template <class T, class Next>
auto Then(const CalendarResult<T>& result, Next next) -> decltype(next(std::declval<const T&>())) {
  if (const auto* refusal = std::get_if<CalendarRefusal>(&result)) {
    return *refusal;
  }
  return next(std::get<T>(result));
}

CalendarRefusal Unknown(std::string detail) {
  return {CalendarFailure::kUnknown, {}, std::move(detail)};
}

// Never sent: it would become another path.
CalendarRefusal NoSuchUid() { return {CalendarFailure::kNotFound, {}, "not a uid"}; }

// A success must be about what was asked for. Round robin and approval types answer a repeated
// request with a booking that exists already.
template <class Fits>
CalendarResult<CalendarBooking> OnlyIf(CalendarResult<CalendarBooking> result, Fits fits) {
  const auto* booking = std::get_if<CalendarBooking>(&result);
  if (booking != nullptr && !fits(*booking)) {
    return Unknown("answer is about another booking");
  }
  return result;
}

// Asks `page(skip)` until one is short. Cal.com's counts are wrong with some filters and its pages
// may overlap, hence the keys.
template <class T, class Page, class KeyOf>
CalendarResult<std::vector<T>> AllPages(int per_page, Page page, KeyOf key_of) {
  std::vector<T> all;
  std::set<std::decay_t<decltype(key_of(std::declval<const T&>()))>> seen;
  for (int number = 0; number < kMaxPages; ++number) {
    CalendarResult<std::vector<T>> result = page(number * per_page);
    if (std::holds_alternative<CalendarRefusal>(result)) {
      return result;
    }
    for (T& item : std::get<std::vector<T>>(result)) {
      if (seen.insert(key_of(item)).second) {
        all.push_back(std::move(item));
      }
    }
    if (std::get<std::vector<T>>(result).size() < static_cast<std::size_t>(per_page)) {
      return all;
    }
  }
  return Unknown("too many pages");
}

}  // namespace

Calcom::Calcom(HttpClient& http, domain::CallGate& gate, CalcomSettings settings)
    : http_(http), gate_(gate), settings_(std::move(settings)) {
  if (!settings_.api_key.starts_with("cal_")) {
    throw domain::Error(domain::ErrorCode::kInternal, "calcom_key");
  }
  key_digest_ = "calcom:" + domain::Hex(domain::Sha256(settings_.api_key));
}

CalendarResult<std::vector<Slot>> Calcom::ListSlots(domain::CalEventTypeId type,
                                                    const TimeRange& range,
                                                    const std::string& moving) {
  const auto answer = Call(
      Get(settings_.base.Url({"v2", "slots"}, SlotsQuery(type, range, moving)), kSlotsVersion));
  auto slots = Then(answer, ReadSlots);
  if (auto* found = std::get_if<std::vector<Slot>>(&slots)) {
    std::erase_if(*found, [&](const Slot& slot) {
      return slot.start < range.start || slot.start >= range.end;
    });
  }
  return slots;
}

CalendarResult<CalendarHold> Calcom::Reserve(domain::CalEventTypeId type, Timestamp start,
                                             std::chrono::minutes length) {
  HttpRequest request = Post(settings_.base.Url({"v2", "slots", "reservations"}), kSlotsVersion,
                             HoldBody(type, start, length));
  request.total_limit = kReadLimit;  // a courtesy to the outside: nobody waits long for it
  return Then(Call(std::move(request), CalcomCall::kReserve), ReadHold);
}

// A hold that stays expires by itself.
void Calcom::Release(const std::string& reservation_uid) {
  if (!IsCalcomUid(reservation_uid)) {
    return;
  }
  HttpRequest request =
      Get(settings_.base.Url({"v2", "slots", "reservations", reservation_uid}), kSlotsVersion);
  request.method = HttpMethod::kDelete;
  static_cast<void>(Call(std::move(request)));
}

CalendarResult<CalendarBooking> Calcom::Create(const domain::NewCalendarBooking& booking) {
  const auto answer = Call(Post(settings_.base.Url({"v2", "bookings"}), settings_.bookings_version,
                                NewBookingBody(booking)));
  return OnlyIf(Then(answer, ReadBooking), [&](const CalendarBooking& got) {
    return got.nx_ref == booking.ref.str() && got.time.start == booking.start;
  });
}

CalendarResult<CalendarBooking> Calcom::Reschedule(const std::string& uid, Timestamp start,
                                                   const std::string& reason) {
  if (!IsCalcomUid(uid)) {
    return NoSuchUid();
  }
  const auto answer = Call(Post(settings_.base.Url({"v2", "bookings", uid, "reschedule"}),
                                settings_.bookings_version, MoveBody(start, reason)));
  return OnlyIf(Then(answer, ReadBooking),
                [&](const CalendarBooking& got) { return got.time.start == start; });
}

CalendarResult<CalendarBooking> Calcom::Cancel(const std::string& uid, const std::string& reason) {
  if (!IsCalcomUid(uid)) {
    return NoSuchUid();
  }
  const auto answer = Call(Post(settings_.base.Url({"v2", "bookings", uid, "cancel"}),
                                settings_.bookings_version, CancelBody(reason)));
  return OnlyIf(Then(answer, ReadBooking), [&](const CalendarBooking& got) {
    return got.uid == uid && got.status == domain::CalendarStatus::kCancelled;
  });
}

CalendarResult<CalendarBooking> Calcom::Find(const std::string& uid) {
  if (!IsCalcomUid(uid)) {
    return NoSuchUid();
  }
  const auto answer =
      Call(Get(settings_.base.Url({"v2", "bookings", uid}), settings_.bookings_version));
  return Then(answer, ReadBooking);
}

CalendarResult<std::vector<CalendarBooking>> Calcom::List(const CalendarBookingQuery& query) {
  auto result = AllPages<CalendarBooking>(
      kBookingsPerPage,
      [&](int skip) {
        const auto url =
            settings_.base.Url({"v2", "bookings"}, BookingsQuery(query, kBookingsPerPage, skip));
        return Then(Call(Get(url, settings_.bookings_version)), ReadBookings);
      },
      [](const CalendarBooking& booking) { return booking.uid; });
  if (auto* bookings = std::get_if<std::vector<CalendarBooking>>(&result)) {
    std::erase_if(*bookings,
                  [&](const CalendarBooking& booking) { return !Matches(booking, query); });
  }
  return result;
}

// An organization is a team of teams, and stands in the list of the teams that the key's user
// belongs to (teams.controller.ts of Cal.com's API). /v2/me has its number, but not its slug.
CalendarResult<std::int64_t> Calcom::FindOrganization(const std::string& slug) {
  const auto teams = Then(Call(Get(settings_.base.Url({"v2", "teams"}), kNoVersion)), ReadTeams);
  using Id = CalendarResult<std::int64_t>;
  return Then(teams, [&](const std::vector<CalcomTeam>& all) -> Id {
    const auto found = std::find_if(all.begin(), all.end(), [&](const CalcomTeam& team) {
      return team.is_organization && team.slug == slug;
    });
    if (found == all.end()) {
      return CalendarRefusal{CalendarFailure::kNotFound, {}, "no such organization"};
    }
    return found->id;
  });
}

CalendarResult<std::vector<CalendarEventType>> Calcom::ListEventTypes(std::int64_t organization) {
  const auto until = std::chrono::steady_clock::now() + kReadLimit;
  const auto page = [&](int skip) -> CalendarResult<std::vector<CalendarEventType>> {
    HttpRequest request =
        Get(settings_.base.Url(
                {"v2", "organizations", std::to_string(organization), "teams", "event-types"},
                {{"take", std::to_string(kEventTypesPerPage)}, {"skip", std::to_string(skip)}}),
            kNoVersion);
    request.total_limit = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    return Then(Call(std::move(request)), ReadEventTypes);
  };
  return AllPages<CalendarEventType>(kEventTypesPerPage, page,
                                     [](const CalendarEventType& type) { return type.id; });
}

// The one place where a request leaves.
CalendarResult<HttpAnswer> Calcom::Call(HttpRequest request, CalcomCall call) {
  ShareTime(request);
  if (request.total_limit <= std::chrono::milliseconds(0)) {
    return Unknown("out of time between calls");
  }
  if (auto refusal = RefuseNow()) {
    return *std::move(refusal);
  }
  Authorize(request);
  HttpResult result = http_.Send(request);
  if (const auto* failure = std::get_if<HttpFailure>(&result)) {
    const CalendarRefusal refusal = ClassifyCalcom(*failure);
    Note(refusal);
    return refusal;
  }
  auto& answer = std::get<HttpAnswer>(result);
  if (answer.status == 200 || answer.status == 201) {
    NoteSuccess();
    return std::move(answer);
  }
  const CalendarRefusal refusal = ClassifyCalcom(answer, call);
  Note(refusal);
  return refusal;
}

void Calcom::ShareTime(HttpRequest& request) {
  if (!settings_.shares_time) {
    return;
  }
  if (request.method != HttpMethod::kGet) {
    reads_end_.reset();
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (!reads_end_) {
    reads_end_ = now + kReadLimit;
  }
  request.total_limit =
      std::min(request.total_limit,
               std::chrono::duration_cast<std::chrono::milliseconds>(*reads_end_ - now));
}

std::optional<CalendarRefusal> Calcom::RefuseNow() {
  using Reason = domain::CallGate::Reason;
  domain::CallGate::Verdict verdict;
  try {
    verdict = gate_.Ask(key_digest_, settings_.per_minute, settings_.reserve);
  } catch (const domain::Error&) {  // the gate's database; nothing has left yet
    return CalendarRefusal{CalendarFailure::kNotSent, std::chrono::seconds(1), "gate"};
  }
  failed_before_ = verdict.failed_before;
  const auto wait = std::chrono::ceil<std::chrono::seconds>(verdict.wait);
  switch (verdict.reason) {
    case Reason::kOpen:
      return std::nullopt;
    case Reason::kFailing:
      return CalendarRefusal{CalendarFailure::kNotSent, wait, "failing"};
    case Reason::kRateLimited:
      return CalendarRefusal{CalendarFailure::kRateLimited, wait, "limited"};
    case Reason::kUsedUp:
      break;
  }
  return CalendarRefusal{CalendarFailure::kRateLimited, wait, "used_up"};
}

// What the gate cannot write down changes nothing of what Cal.com has answered.
void Calcom::Note(const CalendarRefusal& refusal) {
  try {
    switch (refusal.failure) {
      case CalendarFailure::kRateLimited:
        gate_.RateLimited(key_digest_, refusal.retry_after);
        return;
      case CalendarFailure::kNotSent:
      case CalendarFailure::kUnknown:
        gate_.Failed(key_digest_);
        return;
      default:
        NoteSuccess();
    }
  } catch (const domain::Error&) {
    return;
  }
}

void Calcom::NoteSuccess() {
  if (!failed_before_) {
    return;
  }
  try {
    gate_.Succeeded(key_digest_);
  } catch (const domain::Error&) {
    return;
  }
}

void Calcom::Authorize(HttpRequest& request) const {
  request.headers.emplace_back("Authorization", "Bearer " + settings_.api_key);
}

}  // namespace nexcyte::fcgi
