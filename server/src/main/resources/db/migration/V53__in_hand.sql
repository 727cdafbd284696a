-- What came in and still has something ahead of it, oldest first. Small: whatever is done leaves them.
create index original_unsecured on original (received_at) where secured_at is null;
create index original_unplayable_yet on original (playback, received_at) where playback in ('UNEXAMINED', 'PREPARING');
