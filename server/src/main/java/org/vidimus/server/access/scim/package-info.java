/**
 * SCIM 2.0 (RFC 7643, RFC 7644) by itself: schemas, paths, filters, PATCH, projection, over JSON. Knows nothing of people or tables.
 */
@NullMarked
package org.vidimus.server.access.scim;

import org.jspecify.annotations.NullMarked;
