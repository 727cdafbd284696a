-- A camera as it is now: where it is, who has it, and what keeps it from being handed out.
create view camera_now as
select c.id as camera,
    s.dock, d.name as dock_name, d.site, s.slot, s.phase, s.problem as slot_problem, s.charging, s.since as slot_since,
    s.seen_at > now() - interval '2 minutes' as slot_heard,
    coalesce(s.battery_percent, (r.body ->> 'batteryPercent')::int) as battery_percent,
    h.id as hand_out, h.person as holder, h.mode, h.from_at,
    r.id as report, r.received_at as reported_at,
    (r.body ->> 'clockOffsetMs')::bigint as clock_offset_ms,
    -- since it stands in its dock, or in the very report
    coalesce(k.set_at >= least(s.since, r.received_at), false) as clock_set,
    p.not_offloaded + l.left_there as not_offloaded, p.not_secured, p.not_erased,
    -- gaps that were noticed since it was given away
    (select count(*) from camera_missing m
        where m.camera = c.id and m.found_at is null and m.since >= h.from_at) as gaps,
    nf.camera is not null as not_found,
    -- Whether what is known of it is from after it was away. In a slot: its dock told it since it came, or says that it is through,
    -- and is heard of. In none nobody knows, but where the dock that told it last tells no slots: there its last report since it
    -- was given or taken back by hand counts.
    case
        when s.camera is not null then
            (s.phase = 'DONE' and s.seen_at > now() - interval '2 minutes') is true
                or (r.dock is not null and r.received_at >= s.since)
        else
            r.dock is not null
                and not exists (select 1 from dock td where td.name = r.dock and td.seen_at is not null)
                and r.received_at > coalesce(
                    (select max(case when o.end_reason is null then o.from_at else o.until_at end)
                        from hand_out o where o.camera = c.id), '-infinity')
    end as looked_at
from camera c
left join camera_report r on r.id = c.last_report
left join hand_out h on h.camera = c.id and h.until_at is null
left join lateral (
    -- what a retired dock said last is no place
    select ds.* from dock_slot ds join dock rd on rd.id = ds.dock
    where ds.camera = c.id and rd.retired_at is null order by ds.seen_at desc limit 1
) s on true
left join dock d on d.id = s.dock
left join camera_clock k on k.camera = c.id
left join lateral (
    select count(*) filter (where u.state is null or u.state in ('RECEIVING', 'REFUSED', 'EXPIRED')) as not_offloaded,
        count(*) filter (where u.state = 'SEALED') as not_secured,
        count(*) filter (where u.state in ('SECURED', 'DUPLICATE')) as not_erased
    from camera_part cp
    left join lateral (
        select up.state, up.erased_at from upload up
        where up.camera = c.serial and up.recording = cp.recording and up.part = cp.part and up.sidecar_of is null
        order by up.created_at desc limit 1
    ) u on true
    where cp.seen_report = c.last_report and u.erased_at is null
) p on true
-- what its dock could not list, or not read: no part of any recording, and footage all the same until somebody has looked
left join lateral (
    select count(*) as left_there
    from jsonb_array_elements(case when jsonb_typeof(r.body -> 'problems') = 'array' then r.body -> 'problems' end) as named (problem)
    where named.problem ->> 'code' in ('file-unreadable', 'empty-file', 'folder-too-deep', 'too-many-files', 'index-unreadable',
        'file-changed', 'footage-elsewhere', 'more-findings')
) l on true
left join camera_not_found nf on nf.camera = c.id and nf.slot_since = s.since;
