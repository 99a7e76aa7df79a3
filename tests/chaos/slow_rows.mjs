// A database that is slow at times: between the look at a booking's row and the change that follows
// from it, time passes, in which others come by. Only the sweeps and hints, for which nobody waits.
import { kSuperuser, sql } from '../system/support/database.mjs';

const kShare = 0.6; // of all changes

// What a booking was is written down after its row has been read and before it is changed.
const kDawdle = `
  create schema if not exists chaos;
  create or replace function chaos.dawdle() returns trigger language plpgsql as $$
  begin
    if session_user = 'nx_dispatch' and random() < ${kShare} then
      perform pg_sleep(0.5 + random());
    end if;
    return new;
  end $$;
  create or replace trigger chaos_dawdle before insert on nx.nx_scheduler_booking_history
    for each row execute function chaos.dawdle()`;

export const startDawdling = () => sql(kDawdle, kSuperuser);

export const stopDawdling = () =>
  sql('drop trigger if exists chaos_dawdle on nx.nx_scheduler_booking_history', kSuperuser);
