-- The public key that signs the ledger's checkpoints, so that a start with another key file is noticed; and the root of the
-- stored tree, so that a sequencer notices when the tree is not the one that it left.
alter table ledger_head add column key text not null;
alter table ledger_head add column root bytea not null check (octet_length(root) = 32);
