#include "fcgi/outbound/gmime_object.h"

namespace nexcyte::fcgi {

void SetUpGmime() {
  [[maybe_unused]] static const bool kDone = [] {
    g_mime_init();
    return true;
  }();
}

}  // namespace nexcyte::fcgi
