#ifndef NEXCYTE_FCGI_HANDLERS_TEMPLATES_API_H_
#define NEXCYTE_FCGI_HANDLERS_TEMPLATES_API_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The JSON twin of the page of notification templates.
Response ApiTemplates(Context& context, const Request& request, const PathParameters& path);
Response ApiUpsertTemplate(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_TEMPLATES_API_H_
