-- A lock that somebody made by hand closes every door; one that came of failures closes the password.
alter table sign_in_lock add column locked_by uuid;

-- Whether the notice of the house was accepted before the browser went to the provider.
alter table openid_flow add column accepted boolean not null default false;
