/** OpenID Connect, as a relying party: what is said to the provider, and what of its answers is believed. */
@NullMarked
package org.vidimus.server.access.openid;

import org.jspecify.annotations.NullMarked;
