#include "fcgi/worker.h"

#include <atomic>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "fcgi/app.h"
#include "fcgi/handlers/internal.h"
#include "fcgi/metrics.h"
#include "fcgi/outbound/calcom.h"
#include "fcgi/outbound/curl_client.h"
#include "fcgi/outbound/mailgun.h"
#include "fcgi/outbound/mailgun_events.h"
#include "fcgi/outbound/message_sender.h"
#include "fcgi/outbound/timed_client.h"
#include "fcgi/outbound/twilio.h"
#include "fcgi/outbound/twilio_messages.h"
#include "fcgi/router.h"
#include "fcgi/routes.h"
#include "fcgi/system.h"
#include "fcgi/wake_loop.h"
#include "persistence/calendar_hints.h"
#include "persistence/calendar_sweeps.h"
#include "persistence/database.h"
#include "persistence/delivery_repository.h"
#include "persistence/outbox_queue.h"
#include "persistence/role_check.h"
#include "persistence/slot_cache.h"
#include "persistence/throttle.h"
#include "persistence/upkeep.h"
#include "views/renderer.h"

namespace nexcyte::fcgi {

namespace {

using domain::Error;
using domain::ErrorCode;

// Calls a minute that a sweep leaves to people.
constexpr int kReservedForPeople = 40;

// Held by all threads of a process; the router, templates and counters by all of a pool.
struct Shared {
  Shared(const Config& config_in, Pool pool_in, const std::string& views_folder)
      : config(config_in),
        pool(pool_in),
        renderer(views_folder),
        router(Routes(), pool_in),
        metrics(std::string(ToString(pool_in)), LabelsOf(router)) {}

  static std::vector<std::string> LabelsOf(const Router& router) {
    std::vector<std::string> labels;
    for (const Route& route : router.routes()) {
      labels.push_back(std::string(ToString(route.method)) + " " + route.path);
    }
    return labels;
  }

  const Config& config;
  const Pool pool;
  const views::Renderer renderer;
  const Router router;
  Metrics metrics;
  CurlLibrary curl;
  std::atomic<bool> has_loops{false};  // in this process
};

BaseUrl RequireBase(const std::string& text) {
  auto base = BaseUrl::Parse(text);
  if (!base) {
    throw Error(ErrorCode::kInternal, "base_url", "a provider's base URL cannot be used");
  }
  return std::move(*base);
}

persistence::ConnectionSettings DatabaseOf(const Config& config, Pool pool) {
  const Secret& url = pool == Pool::kInternal ? config.dispatch_database_url : config.database_url;
  return {.url = url.Reveal(), .keep_statements = config.keep_statements};
}

// Cal.com with each tenant's key; clients are made when first needed and kept.
class Calendars {
 public:
  Calendars(const Config& config, HttpClient& http, domain::CallGate& gate, Pool pool)
      : config_(config.calcom), http_(http), gate_(gate), is_for_people_(pool != Pool::kInternal) {}

  void BeginRequest() {
    for (auto& [key, calendar] : by_key_) {
      calendar.BeginRequest();
    }
  }

  domain::CalendarProvider& Of(const domain::Tenant& tenant) {
    const std::string& key = config_.KeyOf(tenant.slug).Reveal();
    auto found = by_key_.find(key);
    if (found == by_key_.end()) {
      found = by_key_.try_emplace(key, http_, gate_, SettingsOf(key)).first;
    }
    return found->second;
  }

 private:
  CalcomSettings SettingsOf(const std::string& key) const {
    return {.base = RequireBase(config_.base_url),
            .api_key = key,
            .bookings_version = config_.bookings_version,
            .per_minute = config_.rate_per_minute,
            .reserve = is_for_people_ ? 0 : kReservedForPeople,
            .shares_time = is_for_people_};
  }

  const CalcomConfig& config_;
  HttpClient& http_;
  domain::CallGate& gate_;
  const bool is_for_people_;
  std::map<std::string, Calcom> by_key_;
};

CurlOptions PinsOf(const Config& config, Pool pool) {
  CurlOptions options;
  if (pool != Pool::kPortal) {
    options.pinned.push_back(RequireBase(config.calcom.base_url));
  }
  if (pool == Pool::kInternal) {
    options.pinned.push_back(RequireBase(config.mailgun.base_url));
    if (config.twilio) {
      options.pinned.push_back(RequireBase(config.twilio->base_url));
    }
  }
  return options;
}

// Everything that one thread owns.
class Worker {
 public:
  explicit Worker(Shared& shared)
      : shared_(shared),
        database_(DatabaseOf(shared.config, shared.pool)),
        throttle_(database_.connection()),
        gate_(database_.connection()),
        slot_cache_(database_.connection()),
        curl_(shared.curl, PinsOf(shared.config, shared.pool)),
        calendars_(shared.config, http_, gate_, shared.pool),
        app_(shared.router, MakeParts()) {}

  Response Handle(const Request& request) {
    calendars_.BeginRequest();
    return app_.Handle(request);
  }

  // Of the internal pool.
  int Dispatch() {
    constexpr int kMost = 500;
    return DispatchDue(*internal_, database_, kMost).claimed;
  }
  int ApplyHints() {
    constexpr int kMost = 50;
    return ApplyDueHints(*internal_, database_, calendar_of_, kMost);
  }
  void Own(std::unique_ptr<WakeLoop> loop) { loops_.push_back(std::move(loop)); }

 private:
  Parts MakeParts() {
    Parts parts{.config = shared_.config,
                .renderer = shared_.renderer,
                .metrics = shared_.metrics,
                .stores = database_,
                .throttle = throttle_,
                .entropy = entropy_,
                .calendar_of = {},
                .slot_cache = slot_cache_,
                .http = http_,
                .internal = nullptr,
                .is_ready = [this] { return IsReady(); }};
    if (shared_.pool != Pool::kPortal) {
      calendar_of_ = [this](const domain::Tenant& tenant) -> domain::CalendarProvider& {
        return calendars_.Of(tenant);
      };
      parts.calendar_of = calendar_of_;
    }
    if (shared_.pool == Pool::kInternal) {
      parts.internal = MakeInternalParts();
      internal_ = parts.internal.get();
      parts.deliveries = std::make_unique<persistence::PgDeliveryDirectory>(database_.connection());
    }
    return parts;
  }

  std::unique_ptr<InternalParts> MakeInternalParts() {
    queue_ = std::make_unique<persistence::PgOutboxQueue>(database_.connection());
    due_intents_ = std::make_unique<persistence::PgDueIntents>(database_.connection());
    hints_ = std::make_unique<persistence::PgCalendarHints>(database_.connection());
    sweeps_ = std::make_unique<persistence::PgCalendarSweeps>(database_.connection());
    MakeLookups();
    upkeep_ = std::make_unique<persistence::PgUpkeep>(database_.connection());
    return std::make_unique<InternalParts>(
        InternalParts{*queue_, *due_intents_, *hints_, *sweeps_, MakeSender(), lookup_.get(),
                      text_lookup_.get(), MakeDispatch(), *upkeep_});
  }

  domain::MessageSender& MakeSender() {
    const MailgunConfig& mailgun = shared_.config.mailgun;
    mailgun_ = std::make_unique<Mailgun>(MailgunSettings{.base = RequireBase(mailgun.base_url),
                                                         .api_key = mailgun.api_key.Reveal(),
                                                         .domain = mailgun.domain,
                                                         .message_stream = mailgun.message_stream});
    if (const auto& twilio = shared_.config.twilio) {
      twilio_ = std::make_unique<Twilio>(SettingsOf(*twilio));
    }
    sender_ = std::make_unique<ProviderSender>(http_, *mailgun_, twilio_.get());
    return *sender_;
  }

  // Asked in the middle of an exchange, so they need a client of their own.
  void MakeLookups() {
    const MailgunConfig& mailgun = shared_.config.mailgun;
    lookup_http_ = std::make_unique<CurlClient>(shared_.curl, PinsOf(shared_.config, shared_.pool));
    if (!mailgun.events_api_key.Reveal().empty()) {
      lookup_ = std::make_unique<MailgunEvents>(
          *lookup_http_, MailgunEventsSettings{.base = RequireBase(mailgun.base_url),
                                               .api_key = mailgun.events_api_key.Reveal(),
                                               .domain = mailgun.domain});
    }
    if (const auto& twilio = shared_.config.twilio) {
      TwilioSettings settings = SettingsOf(*twilio);
      text_lookup_ = std::make_unique<TwilioMessages>(
          *lookup_http_, TwilioMessagesSettings{.base = std::move(settings.base),
                                                .account_sid = std::move(settings.account_sid),
                                                .auth = std::move(settings.auth)});
    }
  }

  TwilioSettings SettingsOf(const TwilioConfig& twilio) const {
    const bool has_key = !twilio.api_key_sid.empty();
    return {.base = RequireBase(twilio.base_url),
            .account_sid = twilio.account_sid,
            .auth = has_key ? BasicAuth{twilio.api_key_sid, twilio.api_key_secret.Reveal()}
                            : BasicAuth{twilio.account_sid, twilio.auth_token.Reveal()},
            .from_number = twilio.from_number,
            .messaging_service_sid = twilio.messaging_service_sid,
            .callback_authority = shared_.config.base_domain};
  }

  domain::DispatchSettings MakeDispatch() const {
    domain::DispatchSettings dispatch;
    dispatch.dry_run = shared_.config.dry_run;
    dispatch.sms_on = shared_.config.twilio.has_value();
    dispatch.identity = {.base_domain = shared_.config.base_domain,
                         .from_address = shared_.config.mailgun.from_email,
                         .mail_domain = shared_.config.mailgun.domain};
    return dispatch;
  }

  bool IsReady() {
    try {
      database_.connection().MakeReady();
      return true;
    } catch (const Error&) {
      return false;
    }
  }

  Shared& shared_;
  SystemEntropy entropy_;
  persistence::Database database_;
  persistence::PgThrottle throttle_;
  persistence::PgCallGate gate_;
  persistence::PgSlotCache slot_cache_;
  CurlClient curl_;
  TimedClient http_{curl_};
  Calendars calendars_;
  domain::CalendarOf calendar_of_;
  std::unique_ptr<persistence::PgOutboxQueue> queue_;
  std::unique_ptr<persistence::PgDueIntents> due_intents_;
  std::unique_ptr<persistence::PgUpkeep> upkeep_;
  std::unique_ptr<persistence::PgCalendarHints> hints_;
  std::unique_ptr<persistence::PgCalendarSweeps> sweeps_;
  std::unique_ptr<Mailgun> mailgun_;
  std::unique_ptr<Twilio> twilio_;
  std::unique_ptr<CurlClient> lookup_http_;
  std::unique_ptr<MailgunEvents> lookup_;
  std::unique_ptr<TwilioMessages> text_lookup_;
  std::unique_ptr<ProviderSender> sender_;
  InternalParts* internal_ = nullptr;  // of app_
  App app_;
  std::vector<std::unique_ptr<WakeLoop>> loops_;
};

// A worker that no request reaches.
class LoopWork final : public WakeLoop::Work {
 public:
  using Round = int (Worker::*)();

  LoopWork(Shared& shared, Round round) : worker_(shared), round_(round) {}
  int Run() override { return (worker_.*round_)(); }

 private:
  Worker worker_;
  const Round round_;
};

// One of each per process, with connections of its own. Ends with the worker that owns it.
std::unique_ptr<WakeLoop> MakeLoop(Shared& shared, const char* channel, LoopWork::Round round) {
  return std::make_unique<WakeLoop>(shared.config.listen_database_url.Reveal(), channel,
                                    [&shared, round]() -> std::unique_ptr<WakeLoop::Work> {
                                      return std::make_unique<LoopWork>(shared, round);
                                    });
}

void StartLoops(Shared& shared, Worker& owner) {
  owner.Own(MakeLoop(shared, "nx_outbox", &Worker::Dispatch));
  owner.Own(MakeLoop(shared, persistence::kHintChannel, &Worker::ApplyHints));
}

// What the timers ask for, asked for by hand: the same way, without a web server.
std::string RunRoute(const Config& config, const std::string& views_folder, const std::string& path,
                     int limit) {
  Shared shared(config, Pool::kInternal, views_folder);
  Worker worker(shared);
  Request request;
  request.method = "POST";
  request.path = path;
  request.query = "limit=" + std::to_string(limit);
  request.site = Site::kInternal;
  request.request_id = "by-hand";
  request.headers["x-nexcyte-internal-secret"] = config.internal_secret.Reveal();
  request.received_at = Now();
  return worker.Handle(request).body;
}

}  // namespace

HandlerFactory MakeHandlerFactory(const Config& config, Pool pool,
                                  const std::string& views_folder) {
  // std::function demands that what it holds can be copied, hence shared ownership; it ends with
  // the last copy of the factory and of its handlers.
  auto shared = std::make_shared<Shared>(config, pool, views_folder);
  return [shared]() -> Handler {
    auto worker = std::make_shared<Worker>(*shared);
    if (shared->pool == Pool::kInternal && !shared->has_loops.exchange(true)) {
      StartLoops(*shared, *worker);
    }
    return [shared, worker](const Request& request) { return worker->Handle(request); };
  };
}

std::string RunDispatch(const Config& config, const std::string& views_folder, int limit) {
  return RunRoute(config, views_folder, "/api/internal/comms/dispatch", limit);
}

std::string RunReconcile(const Config& config, const std::string& views_folder, int limit) {
  return RunRoute(config, views_folder, "/api/internal/schedule/reconcile", limit);
}

std::vector<std::string> DatabaseProblems(const Config& config, Pool pool) {
  persistence::Connection connection(DatabaseOf(config, pool));
  return persistence::DatabaseProblems(connection);
}

}  // namespace nexcyte::fcgi
