#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_TEMPLATES_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_TEMPLATES_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The texts of messages, for staff: all of them, one of them (`?event=&channel=`), and the way back
// to the built-in one (`&restore=default`).
Response ShowTemplates(Context& context, const Request& request, const PathParameters& path);
Response ChangeTemplate(Context& context, const Request& request, const PathParameters& path);

// The document in the editor's frame: what people get now, or what is typed; and the test.
Response ShowTemplatePreview(Context& context, const Request& request, const PathParameters& path);
Response PreviewTemplate(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_TEMPLATES_H_
