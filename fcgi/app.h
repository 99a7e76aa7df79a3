#ifndef NEXCYTE_FCGI_APP_H_
#define NEXCYTE_FCGI_APP_H_

#include "fcgi/context.h"
#include "fcgi/http.h"
#include "fcgi/router.h"

namespace nexcyte::fcgi {

// What happens to a request between the socket and its handler, top to bottom, and the one place
// where errors become answers. One per worker thread; the router is shared.
class App {
 public:
  App(const Router& router, Parts parts);

  // Never throws but std::bad_alloc.
  Response Handle(const Request& request);

 private:
  const Router& router_;
  Parts parts_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_APP_H_
