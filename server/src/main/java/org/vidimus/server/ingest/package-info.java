/** Doors for bytes: the resumable upload, its sealing, the quarantine, and what a dock is told. */
@NullMarked
package org.vidimus.server.ingest;

import org.jspecify.annotations.NullMarked;
