-- What was recovered from bytes that came and were not taken as evidence has no evidence as its parent: it has their upload.
alter table derived_from alter column parent drop not null;
alter table derived_from alter column parent_n drop not null;
alter table derived_from add column upload uuid references upload;
alter table derived_from add constraint derived_from_one_parent
    check (num_nonnulls(parent, upload) = 1 and (parent is null) = (parent_n is null));
