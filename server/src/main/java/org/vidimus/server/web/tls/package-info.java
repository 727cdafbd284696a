/** How the server speaks TLS, and that it speaks nothing else to other machines. */
@NullMarked
package org.vidimus.server.web.tls;

import org.jspecify.annotations.NullMarked;
