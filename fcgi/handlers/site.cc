#include "fcgi/handlers/site.h"

#include "domain/use_cases/branding.h"
#include "fcgi/answers.h"
#include "views/brand_css.h"

namespace nexcyte::fcgi {

Response ShowBrandCss(Context& context, const Request&, const PathParameters&) {
  Response response;
  response.Set("Content-Type", "text/css; charset=utf-8")
      .Set("Cache-Control", "public, max-age=300");
  response.body = views::BrandCss(domain::LoadBranding(*context.store));
  return response;
}

// Its name is a digest of it: it may be kept for ever. A picture of our own drawing, and nothing
// else in it.
Response ShowLogo(Context& context, const Request&, const PathParameters& path) {
  Response response;
  response.body = domain::FindLogo(*context.store, path.Get("logo"));
  response.Set("Content-Type", "image/png")
      .Set("Cache-Control", "public, max-age=31536000, immutable");
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
