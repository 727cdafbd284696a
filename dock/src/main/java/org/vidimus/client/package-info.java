/** How Vidimus's own command line programs speak to a server: requests, refusals, resumable uploads, patience. */
@NullMarked
package org.vidimus.client;

import org.jspecify.annotations.NullMarked;
