package org.vidimus.dock.camera;

/**
 * A file that the camera wrote beside a recording: where it was, what it sensed, a small copy for its own screen. It goes with one part, by
 * that part's name.
 *
 * @param file the file itself; bears the number of the part it goes with
 * @param beside the part it goes with
 */
public record Sidecar(Part file, Part beside) {}
