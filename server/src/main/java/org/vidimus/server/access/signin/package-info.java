/** What signing in is made of: one-time codes, passkeys, passwords that everybody knows. It knows nothing of people or rights. */
@NullMarked
package org.vidimus.server.access.signin;

import org.jspecify.annotations.NullMarked;
