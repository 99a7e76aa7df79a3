#include "fcgi/handlers/site.h"

#include "fcgi/answers.h"
#include "views/brand_css.h"

namespace nexcyte::fcgi {

Response ShowBrandCss(Context& context, const Request&, const PathParameters&) {
  Response response;
  response.Set("Content-Type", "text/css; charset=utf-8")
      .Set("Cache-Control", "public, max-age=300");
  response.body = views::BrandCss(context.tenant().slug);
  return response;
}

Response GoToSchedule(Context& context, const Request&, const PathParameters&) {
  return SeeOther(context.Path("/schedule"));
}

Response GoToBookings(Context& context, const Request&, const PathParameters&) {
  return SeeOther(context.Path("/bookings"));
}

Response GoToAdmin(Context& context, const Request&, const PathParameters&) {
  return SeeOther(context.Path("/admin/scheduling"));
}

}  // namespace nexcyte::fcgi
