-- Which alerts a channel was told of, until it is told that they are over. So what comes and goes is told once, what was over before
-- anybody heard of it is not told as over, and what was told as over is told anew when it comes back.
create table alert_told (
    channel uuid not null references notice_channel,
    alert uuid not null references alert,
    primary key (channel, alert)
);
insert into alert_told (channel, alert)
select c.id, a.id from notice_channel c join alert a on a.since <= c.told_until and (a.ended_at is null or a.ended_at > c.told_until)
where c.removed_at is null;
alter table notice_channel drop column told_until;

-- Each kind is listed by itself: those that are open first, then the last that ended.
create index alert_listed on alert (kind, ended_at desc, since desc, id);
drop index alert_ended;
drop index alert_since;
