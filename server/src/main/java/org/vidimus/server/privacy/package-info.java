/**
 * Reading the ledger, and who may: its searchable register, the end of personal data in it, what wearers see of who opened their
 * footage, and counts without names.
 */
@NullMarked
package org.vidimus.server.privacy;

import org.jspecify.annotations.NullMarked;
