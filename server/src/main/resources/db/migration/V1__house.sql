-- Each feature's first migration has its own number: V2 custody, V3 access, V4 vault, V5 ingest, V6 evidence, V7 media,
-- V8 fleet, V9 sharing. Later ones count on from V20 in the order they land. None is edited once landed.
create extension if not exists pg_trgm;
