package org.vidimus.server.evidence;

/** Where evidence stands, as a whole. */
public enum State {
    /** All bytes are on stable storage, under their key. */
    SEALED,
    /** Every stored copy was read back and equals what was received. */
    SECURED,
    /** It is being looked into, or its first viewing copy is being made. */
    EXAMINING,
    /** At least one of its originals can be played. */
    PLAYABLE,
    /** Everything was looked into and nothing of it plays; it can be downloaded. */
    NOT_PLAYABLE
}
