-- The list of a person's bookings looks for the open intent of each row. With few open the planner
-- took the index of what is due, which names no booking: a plan kept from such a day reads every
-- open intent for each row once Cal.com is down and thousands are open. This predicate follows from
-- what lease_intents asks, and from nothing that a list asks.
drop index nx.nx_scheduler_intent_due;
create index nx_scheduler_intent_due on nx.nx_scheduler_intent (next_check_at)
  where outcome is null and next_check_at is not null;
