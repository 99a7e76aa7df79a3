// The database's own book of every state that a booking was in: what people must be told of.
import { kSuperuser, sql } from '../system/support/database.mjs';

const kBook = `
  create schema if not exists chaos;
  create table chaos.state (
    id bigint generated always as identity primary key,
    booking uuid not null,
    status text not null,
    start_at timestamptz not null
  );
  create function chaos.note() returns trigger language plpgsql security definer
    set search_path = chaos, pg_temp as $$
  begin
    insert into chaos.state (booking, status, start_at) values (new.uid, new.status, new.start_at);
    return null;
  end $$;
  create trigger chaos_note after insert or update on nx.nx_scheduler_booking
    for each row execute function chaos.note()`;

export const openBook = () => sql(kBook, kSuperuser);
