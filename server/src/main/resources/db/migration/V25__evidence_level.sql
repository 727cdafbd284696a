-- How closely evidence is held, and who is named for it.
alter table evidence add level text not null default 'OPEN' check (level in ('OPEN', 'RESTRICTED', 'CONFIDENTIAL'));

create table evidence_grant (
    evidence uuid not null references evidence,
    person uuid not null,
    reason text not null,
    until_at timestamptz,
    made_by uuid not null,
    made_at timestamptz not null,
    primary key (evidence, person)
);
create index evidence_grant_person on evidence_grant (person);
