-- The watch asks each minute for the newest word of each camera on its battery; a make that never says a word of it has as many readings.
create index camera_reading_health on camera_reading (camera, at desc) where battery_health_percent is not null;
