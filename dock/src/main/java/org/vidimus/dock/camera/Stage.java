package org.vidimus.dock.camera;

/** A stage of an encounter in the camera's log, by its own clock and in its own words. */
public record Stage(String at, String stage) {}
