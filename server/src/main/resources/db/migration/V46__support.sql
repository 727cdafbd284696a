-- Support of the fleet: tickets, alerts and their rules; and what the house sends out by mail and webhook.
-- Only org.vidimus.server.fleet.support writes ticket*, alert*; only org.vidimus.server.notices writes notice_*.
create table ticket (
    id uuid primary key,
    number bigint generated always as identity unique,
    state text not null check (state in ('OPEN', 'AT_SUPPLIER', 'WAITING_FOR_PARTS', 'MENDED', 'WRITTEN_OFF')),
    camera uuid references camera,
    dock uuid references dock,
    slot text,
    title text not null,
    supplier_reference text,
    -- handed out in its place meanwhile
    spare uuid references camera,
    -- what the system saw, where it opened the ticket: a key by which it sees the same once, and the figures
    pattern_key text,
    pattern jsonb,
    opened_at timestamptz not null,
    -- null: the system
    opened_by uuid references person,
    closed_at timestamptz
);
create unique index ticket_pattern_open on ticket (pattern_key) where closed_at is null and pattern_key is not null;
create index ticket_pattern on ticket (pattern_key, closed_at desc) where pattern_key is not null;
create index ticket_camera on ticket (camera, opened_at desc) where camera is not null;
create index ticket_open on ticket (number desc) where closed_at is null;

-- What was done, one after the other. Never changed.
create table ticket_entry (
    ticket uuid not null references ticket,
    n int not null check (n >= 1),
    at timestamptz not null,
    by_person uuid references person,
    state text,
    text text,
    parts text,
    primary key (ticket, n)
);

-- Figures of a period are read by time over all cameras.
create index camera_report_received on camera_report (received_at);
create index hand_out_from on hand_out (from_at);

create table alert_rule (
    kind text primary key,
    active boolean not null,
    threshold int not null check (threshold > 0),
    changed_at timestamptz not null,
    changed_by uuid references person
);

-- One for each thing that is so, from when it was seen until it is not so any more.
create table alert (
    id uuid primary key,
    kind text not null,
    -- which thing, within its kind
    key text not null,
    camera uuid references camera,
    dock uuid references dock,
    facts jsonb not null,
    since timestamptz not null,
    ended_at timestamptz,
    taken_by uuid references person,
    taken_at timestamptz
);
create unique index alert_open on alert (kind, key) where ended_at is null;
create index alert_ended on alert (ended_at desc) where ended_at is not null;
create index alert_latest on alert (kind, key, ended_at desc);
create index alert_since on alert (since);
create index alert_camera on alert (camera) where ended_at is null;

-- Where the house sends what concerns it: only what an administrator put here.
create table notice_channel (
    id uuid primary key,
    kind text not null check (kind in ('MAIL', 'WEBHOOK')),
    address text not null,
    name text not null,
    rhythm text not null check (rhythm in ('AT_ONCE', 'DAILY')),
    language text not null check (language in ('en', 'de')),
    made_at timestamptz not null,
    made_by uuid references person,
    removed_at timestamptz,
    -- what happened up to here has been told, and when something is told next at the earliest
    told_until timestamptz not null,
    next_at timestamptz not null
);
create index notice_channel_due on notice_channel (next_at) where removed_at is null;

-- Messages on their way, and how it went. Kept for a while, to be looked at.
create table notice_delivery (
    id uuid primary key,
    channel uuid references notice_channel,
    -- of a message to a person: their address is looked up when it is sent
    person uuid references person,
    topic text not null,
    subject text not null,
    body text not null,
    made_at timestamptz not null,
    tries int not null default 0,
    next_at timestamptz,
    sent_at timestamptz,
    given_up_at timestamptz,
    problem text,
    check (num_nonnulls(channel, person) = 1)
);
create index notice_delivery_latest on notice_delivery (made_at desc);
