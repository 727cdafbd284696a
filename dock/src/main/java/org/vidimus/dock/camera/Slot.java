package org.vidimus.dock.camera;

import java.util.Optional;

/**
 * A place of the dock for one camera: a folder below a mount.
 *
 * @param name the folder's name
 */
public record Slot(String name, Optional<Camera> camera) {}
