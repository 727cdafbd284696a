/**
 * Evidence: what there is, with its originals; finding it, filing it, opening its bytes. Ingest comes in by {@link
 * org.vidimus.server.evidence.Arrivals}; media looks into originals by {@link org.vidimus.server.evidence.Examiner} and
 * answers for them by {@link org.vidimus.server.evidence.Viewing.Source}.
 */
@NullMarked
package org.vidimus.server.evidence;

import org.jspecify.annotations.NullMarked;
