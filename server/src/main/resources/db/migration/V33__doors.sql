-- Tokens that may less than their owner, people who are programs, and sign-in by the agency's own directory.

-- Codes of the actions that a token is limited to; null for all that its owner may do.
alter table access_token add scope text[] check (cardinality(scope) between 1 and 200);
-- The day alone: when somebody's script runs is nobody's business.
alter table access_token add last_used_on date;

-- Somebody who is a program: owns tokens, and signs in by no door.
alter table person add service boolean not null default false;

-- Which claim of the directory brings which role, and where.
create table openid_rule (
    id uuid primary key,
    value text not null,
    role text not null,
    unit uuid references unit,
    unique nulls not distinct (value, role, unit)
);

-- Who a subject of the provider is here, and what the directory said of them when they last came.
create table openid_link (
    issuer text not null,
    subject text not null,
    person uuid not null references person,
    claims text[] not null,
    linked_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (issuer, subject)
);
create unique index openid_link_person on openid_link (issuer, person);

-- Duties that the directory gave and so takes away again.
create table openid_duty (
    duty uuid primary key references duty,
    value text not null
);

-- A sign-in that has begun and not come back. The browser keeps the secret of which this is the digest.
create table openid_flow (
    browser bytea primary key check (octet_length(browser) = 32),
    issuer text not null,
    state text not null,
    nonce text not null,
    verifier text not null,
    next text not null,
    begun_at timestamptz not null
);
create index openid_flow_begun on openid_flow (begun_at);

-- Which sitting came of which sign-in at the provider, so that its end there can be its end here.
create table openid_sitting (
    session_id text primary key,
    issuer text not null,
    subject text not null,
    sid text,
    begun_at timestamptz not null
);
create index openid_sitting_subject on openid_sitting (issuer, subject);
create index openid_sitting_sid on openid_sitting (issuer, sid);

-- Logout tokens that were obeyed: none is twice.
create table openid_logout (
    issuer text not null,
    jti text not null,
    until_at timestamptz not null,
    primary key (issuer, jti)
);
