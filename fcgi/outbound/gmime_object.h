#ifndef NEXCYTE_FCGI_OUTBOUND_GMIME_OBJECT_H_
#define NEXCYTE_FCGI_OUTBOUND_GMIME_OBJECT_H_

#include <gmime/gmime.h>

#include <memory>

namespace nexcyte::fcgi {

struct GmimeCleanup {
  void operator()(gpointer object) const { g_object_unref(object); }
};
// An object of GMime that is ours. For the .cc files that read or write MIME.
template <class T>
using Gmime = std::unique_ptr<T, GmimeCleanup>;

// The library wants to be set up once, whichever thread comes first; before anything else of it.
void SetUpGmime();

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_GMIME_OBJECT_H_
