/** The one connection pool, and the PostgreSQL that a house of one machine brings along. */
@NullMarked
package org.vidimus.server.database;

import org.jspecify.annotations.NullMarked;
