-- A recovery takes every older way in, the provider's too. The link stays to say whose subject this is, and lets nobody in until an
-- administrator links them anew.
alter table openid_link add closed_at timestamptz;
