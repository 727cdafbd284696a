/** Images of memory cards: what their directories still say, what they once said, and what lies in their clusters. */
@NullMarked
package org.vidimus.server.media.salvage.card;

import org.jspecify.annotations.NullMarked;
