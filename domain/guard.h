#ifndef NEXCYTE_DOMAIN_GUARD_H_
#define NEXCYTE_DOMAIN_GUARD_H_

namespace nexcyte::domain {

// What keeps bookings from being lost or doubled. The proof of tests/chaos builds a program of its
// own that can do without one of them, to see that the chaos test then fails.
enum class Guard {
  kReconciler,  // what is open is looked up and ended
  kIntent,      // what is asked of Cal.com is written down before
  kRowLock,     // what a sweep finds is held against the locked row
  kFence        // nothing is asked for again that may have happened
};

#ifdef NX_CHAOS_SWITCHES
bool IsOff(Guard guard);  // tests/chaos/guards.cc
#else
constexpr bool IsOff(Guard) { return false; }
#endif

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_GUARD_H_
