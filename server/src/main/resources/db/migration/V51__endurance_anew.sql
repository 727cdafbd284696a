-- Runs are cut in another way and models know more than before (docs/design/endurance.md): all of it is made anew from camera_reading and
-- camera_stage by the next run of the job.
delete from endurance_model;
delete from endurance_run;
delete from endurance_camera;
