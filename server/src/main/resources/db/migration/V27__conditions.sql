-- What the house asks for before something happens: purposes, second persons; and emergency access. Only access writes these.
create table opening (
    id uuid primary key,
    person uuid not null references person,
    evidence uuid not null,
    purpose text not null,
    at timestamptz not null,
    until_at timestamptz not null check (until_at > at)
);
create index opening_in_force on opening (person, evidence, until_at);

create table approval (
    id uuid primary key,
    action text not null,
    subjects text[] not null,
    method text not null,
    path text not null,
    body text not null,
    digest bytea not null check (octet_length(digest) = 32),
    reason text not null,
    asked_by uuid not null references person,
    asked_at timestamptz not null,
    until_at timestamptz not null check (until_at > asked_at),
    state text not null check (state in ('WAITING', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'USED')),
    decided_by uuid references person check (decided_by <> asked_by),
    decided_at timestamptz,
    remark text
);
create index approval_asked_by on approval (asked_by, asked_at);
create index approval_waiting on approval (asked_at) where state = 'WAITING';

create table glass (
    id uuid primary key references duty,
    person uuid not null references person,
    reason text not null,
    reference text,
    at timestamptz not null,
    until_at timestamptz not null,
    review_by timestamptz not null,
    reviewed_by uuid references person check (reviewed_by <> person),
    reviewed_at timestamptz,
    justified boolean,
    remark text,
    check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (justified is null))
);
create index glass_person on glass (person, until_at);

-- Whom a complaint is about that concerns this evidence: they do not decide on it.
create table evidence_complaint (
    evidence uuid not null references evidence,
    person uuid not null references person,
    reference text not null,
    made_by uuid not null,
    at timestamptz not null,
    primary key (evidence, person)
);
