-- Whoever opens an object for writing puts a number of their own here, and every extension must name it. A statement of an
-- earlier writer that arrives late, from a server that was killed or over a connection that was given up, changes nothing.
alter table vault_object add column writer uuid;
