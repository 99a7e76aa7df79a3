#ifndef NEXCYTE_FCGI_OUTBOUND_CALCOM_ERRORS_H_
#define NEXCYTE_FCGI_OUTBOUND_CALCOM_ERRORS_H_

#include "domain/providers.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// What was asked, where the meaning of an error depends on it.
enum class CalcomCall { kReserve, kOther };

// What an answer other than 2xx means: the table of calcom-v2.md section 10, first match wins. Only
// Cal.com's own two error shapes are believed; a page of some proxy is kUnknown, whatever its
// status (429 excepted).
domain::CalendarRefusal ClassifyCalcom(const HttpAnswer& answer, CalcomCall call);

// What no answer means: kNotSent with proof that nothing left, else kUnknown.
domain::CalendarRefusal ClassifyCalcom(const HttpFailure& failure);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CALCOM_ERRORS_H_
