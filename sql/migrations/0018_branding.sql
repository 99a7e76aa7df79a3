-- How a tenant looks: name, colours, logo.

alter table nx.nx_tenant
  add column logo text,
  add column brand_version bigint not null default 1,
  add constraint nx_tenant_logo_form check (logo ~ '^[0-9a-f]{32}$');
comment on column nx.nx_tenant.logo is
  'The name of nx_tenant_logo''s row: here too, where each request looks anyway.';
comment on column nx.nx_tenant.brand_version is
  'Optimistic lock of the admin''s form; the pages ask for a new style sheet when it rises.';

-- Everybody reads their tenant, its admins change it. Not forced: the operator's commands create
-- and list tenants as the owner.
drop policy nx_tenant_own on nx.nx_tenant;
create policy nx_tenant_read on nx.nx_tenant for select using (id = (select nx.tenant_id()));
create policy nx_tenant_change on nx.nx_tenant for update using (
  id = (select nx.tenant_id()) and (select nx.is_admin()));
grant update (logo, brand_version) on nx.nx_tenant to nx_app;
grant select (logo, brand_version) on nx.nx_tenant to nx_system;

create table nx.nx_tenant_logo (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  name text not null,
  png bytea not null,
  width integer not null,
  height integer not null,
  updated_at timestamptz not null default nx.now(),
  constraint nx_tenant_logo_pkey primary key (tenant_id),
  constraint nx_tenant_logo_name check (name ~ '^[0-9a-f]{32}$'),
  constraint nx_tenant_logo_size check (
    length(png) between 1 and 524288 and width between 1 and 480 and height between 1 and 160)
);
alter table nx.nx_tenant_logo enable row level security;
alter table nx.nx_tenant_logo force row level security;
create policy nx_tenant_logo_read on nx.nx_tenant_logo for select using (
  tenant_id = (select nx.tenant_id()));
create policy nx_tenant_logo_add on nx.nx_tenant_logo for insert with check (
  tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
create policy nx_tenant_logo_change on nx.nx_tenant_logo for update using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
create policy nx_tenant_logo_remove on nx.nx_tenant_logo for delete using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
grant select, delete, insert (name, png, width, height),
  update (name, png, width, height, updated_at) on nx.nx_tenant_logo to nx_app;
grant select (tenant_id, name, width, height) on nx.nx_tenant_logo to nx_dispatch;
