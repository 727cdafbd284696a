-- The sitting that a way to the provider and back is to confirm; null for one that is to begin a sitting.
alter table openid_flow add confirms uuid;
