/** The HTTP edge: problems, security headers, OpenAPI, events, the desk's files, and the check that no endpoint lacks its action. */
@NullMarked
package org.vidimus.server.web;

import org.jspecify.annotations.NullMarked;
