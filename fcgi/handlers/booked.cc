#include "fcgi/handlers/booked.h"

#include "domain/error.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/desk.h"
#include "fcgi/handlers/idempotency.h"

namespace nexcyte::fcgi {

namespace {

std::string PlaceOf(const Context& context, const domain::Booking& booking,
                    const std::string& done) {
  const bool is_at_desk = IsAtDesk(context);
  const views::BookingDesk desk{.is_staff = is_at_desk, .attendee = {}, .limit = {}};
  std::string place = context.Path(views::BookingPath(desk, booking.id));
  if (booking.open_intent || booking.status == domain::BookingStatus::kPending) {
    return place;
  }
  const bool waits = booking.status == domain::BookingStatus::kRequested && done != "cancelled";
  return place + "?done=" + (waits ? "requested" : done) + (is_at_desk ? "_for" : "");
}

}  // namespace

Response ToBooking(const Context& context, const domain::BookingResult& result,
                   const std::string& done) {
  if (const auto* kept = std::get_if<domain::StoredAnswer>(&result)) {
    return Replay(context, *kept);
  }
  return SeeOther(PlaceOf(context, std::get<domain::Booking>(result), done));
}

domain::Idempotent PageIdempotent(Context& context, const std::string& done) {
  domain::Idempotent idempotent;
  idempotent.key = KeyOf(context);
  idempotent.answer = [&context, done](const domain::Booking& booking) {
    return KeptRedirect(PlaceOf(context, booking, done));
  };
  idempotent.refusal = KeptRefusal;
  return idempotent;
}

domain::BookingId BookingIdOf(const PathParameters& path) {
  const auto id = domain::BookingId::Parse(path.Get("id"));
  if (!id) {
    throw domain::NotFound();
  }
  return *id;
}

}  // namespace nexcyte::fcgi
