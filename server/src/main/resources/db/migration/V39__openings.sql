-- Showing a wearer who opened their footage may be put off for a while. A delay is never deleted; it ends.
-- Only org.vidimus.server.privacy writes this table.
create table opening_delay (
    id uuid primary key,
    -- Whose openings; of which evidence. At least one of them.
    viewer uuid,
    evidence uuid,
    ground text not null check (ground in ('INTERNAL_INVESTIGATION', 'CRIMINAL_INVESTIGATION', 'PROTECTION')),
    reason text not null,
    -- Openings from then on; what was shown before stays shown.
    from_at timestamptz not null,
    until_at timestamptz not null check (until_at > from_at),
    made_by uuid not null,
    -- Ended before its time.
    ended_at timestamptz,
    ended_by uuid,
    reviewed_at timestamptz,
    reviewed_by uuid check (reviewed_by <> made_by),
    review text,
    check (viewer is not null or evidence is not null),
    check ((reviewed_at is null) = (reviewed_by is null))
);
create index opening_delay_until on opening_delay (until_at);
