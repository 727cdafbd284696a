-- Who stood at a kiosk last, and when they said who they are: what they tell or ask there a moment later is theirs.
alter table kiosk add column visitor uuid references person, add column visited_at timestamptz;

-- A camera that somebody at a kiosk was sent to and did not find in its slot. It counts until a dock sees the camera come into a
-- slot anew.
create table camera_not_found (
    camera uuid primary key references camera,
    slot_since timestamptz not null,
    said_at timestamptz not null,
    kiosk uuid not null references kiosk
);
