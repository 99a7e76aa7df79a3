#ifndef NEXCYTE_VIEWS_ADMIN_BOOK_FOR_H_
#define NEXCYTE_VIEWS_ADMIN_BOOK_FOR_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/use_cases/booking_admin.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/bookings/new?person=`, then `.../new/{user}`: for whom, and what.
struct AdminBookForPage {
  Layout layout;
  std::string person;                        // as typed
  std::optional<domain::PeopleFound> found;  // when something was typed
  std::optional<domain::Membership> chosen;
  std::vector<domain::EventType> purposes;  // that the chosen one may book
};

std::string Render(const Renderer& renderer, const AdminBookForPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_BOOK_FOR_H_
