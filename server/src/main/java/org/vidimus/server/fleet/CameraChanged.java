package org.vidimus.server.fleet;

/**
 * Something about a camera that screens show has changed. Published inside the transaction of the change; listen after its
 * commit. It may be lost with the process, so nothing but screens may depend on it.
 */
public record CameraChanged(CameraId id, String serial) {}
