/**
 * The door for systems of body-worn cameras: the Axis body worn integration API, which is a part of OpenStack Swift's. The
 * system is the client, this house is its content destination. What it supports is in docs/operate/bodyworn.md.
 */
@org.jspecify.annotations.NullMarked
package org.vidimus.server.ingest.bodyworn;
