-- When its dock first told the camera there, whether it was silent in between or not: since when somebody should have seen to it.
-- (since begins anew after a silence: what may have happened meanwhile is unknown.)
alter table dock_slot add column came_at timestamptz;
