/** Where sealed bytes live: parts, keys, storage, read-back and scrub. Knows nothing of evidence, uploads or people. */
@NullMarked
package org.vidimus.server.vault;

import org.jspecify.annotations.NullMarked;
