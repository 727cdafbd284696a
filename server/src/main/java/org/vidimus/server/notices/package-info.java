/**
 * What the house sends out: mail and webhooks, only to addresses that an administrator configured, and to people about their own
 * sign-in.
 */
@NullMarked
package org.vidimus.server.notices;

import org.jspecify.annotations.NullMarked;
