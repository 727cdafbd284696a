package org.vidimus.server.media;

/** How an original is looked at. */
enum Kind {
    VIDEO,
    AUDIO,
    IMAGE,
    DOCUMENT
}
