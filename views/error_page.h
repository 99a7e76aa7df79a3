#ifndef NEXCYTE_VIEWS_ERROR_PAGE_H_
#define NEXCYTE_VIEWS_ERROR_PAGE_H_

#include <chrono>
#include <string>
#include <vector>

#include "domain/error.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// Any error as a page: what happened, what to do next, and the number to quote.
struct ErrorPage {
  Layout layout;
  domain::ErrorCode code = domain::ErrorCode::kInternal;
  std::string reason;  // the error's word
  std::vector<domain::FieldError> fields;
  std::chrono::seconds retry_after{0};
  std::string request_id;
};

std::string Render(const Renderer& renderer, const ErrorPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ERROR_PAGE_H_
