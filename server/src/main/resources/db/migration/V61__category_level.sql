-- How closely evidence is held at least from when it is filed under the category; empty where filing says nothing about it.
alter table category add column level text check (level in ('OPEN', 'RESTRICTED', 'CONFIDENTIAL'));
