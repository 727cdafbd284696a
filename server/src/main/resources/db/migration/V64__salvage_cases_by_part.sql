-- A camera gives a name to more than one file: a case is about a part of a recording, and of the files of that about one.
drop index salvage_case_file;
create unique index salvage_case_file on salvage_case (camera, coalesce(recording, ''), coalesce(part, 0), name)
    where closed_at is null and evidence is null;
