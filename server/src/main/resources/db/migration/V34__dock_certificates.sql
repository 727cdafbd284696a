-- Docks that show a certificate of the house instead of a token. A row is the right to come in: none, no door.
create table dock_certificate (
    id uuid primary key,
    fingerprint bytea not null unique check (octet_length(fingerprint) = 32),
    token uuid not null references access_token,
    name text not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index dock_certificate_token on dock_certificate (token);
