/** What pictures, sound and measurements look like from inside: enough of each coding to tell a sample from anything else. */
@NullMarked
package org.vidimus.server.media.salvage.codec;

import org.jspecify.annotations.NullMarked;
