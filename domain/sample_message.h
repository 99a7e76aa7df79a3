#ifndef NEXCYTE_DOMAIN_SAMPLE_MESSAGE_H_
#define NEXCYTE_DOMAIN_SAMPLE_MESSAGE_H_

#include <optional>
#include <string>
#include <string_view>

#include "domain/booking.h"
#include "domain/message_texts.h"
#include "domain/outbox.h"
#include "domain/tenant.h"
#include "domain/tenant_store.h"
#include "domain/time.h"

namespace nexcyte::domain {

// Made-up values with which a text is looked at before anybody gets it.

enum class Sample {
  kUsual,
  kLongName,     // everything that people name is as long as it gets, and hostile to layouts
  kOtherZone,    // the attendee lives by another clock than the tenant
  kClockChange,  // the clock changes between start and end
};

std::string_view ToString(Sample sample);  // usual, long_name, other_zone, dst_day
std::optional<Sample> ParseSample(std::string_view text);

struct SampleMessage {
  OutboxMessage message;
  MessageMaterial material;
};

// A message of this kind as it could leave at `now`. `purpose_title`: the tenant's name for
// something that can be booked.
SampleMessage MakeSample(const TextsKey& key, Sample sample, const Tenant& tenant,
                         const std::string& purpose_title, Timestamp now);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SAMPLE_MESSAGE_H_
