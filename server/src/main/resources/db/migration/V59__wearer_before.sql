-- Whose footage it was until somebody said that it is another's: who opened it until then is theirs to know.
-- Only org.vidimus.server.evidence writes this.
create table evidence_wearer_before (
    evidence uuid not null references evidence on delete cascade,
    person uuid not null,
    until_at timestamptz not null,
    -- The entry that said so is the last of theirs; its outcome is written after that.
    attempt uuid not null,
    primary key (person, evidence, until_at)
);
create index evidence_wearer_before_evidence on evidence_wearer_before (evidence);
