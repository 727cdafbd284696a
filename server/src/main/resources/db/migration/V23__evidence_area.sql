-- The bounding box of all an evidence's trails in its own row: a walk down a list sees from it which rows cannot be near a place.
alter table evidence add column area box;
update evidence e set area = t.area
from (
    select evidence, box(point(max((area[0])[0]), max((area[0])[1])), point(min((area[1])[0]), min((area[1])[1]))) as area
    from evidence_trail group by evidence
) t
where t.evidence = e.id;
