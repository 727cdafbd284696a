-- Until when a camera was read back like this: what it had between then and the next row is either of both. What was read back
-- before this was kept counts as confirmed until now.
alter table camera_settings_read add column confirmed_at timestamptz not null default now();
