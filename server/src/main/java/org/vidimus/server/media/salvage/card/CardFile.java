package org.vidimus.server.media.salvage.card;

import java.util.List;

/**
 * A file on a card.
 *
 * @param name as its directory says; of one that was only carved, where it begins
 * @param extents stretches of the image that it consists of, in order
 */
public record CardFile(String name, Origin origin, List<Extent> extents) {
    /** How it was found. */
    public enum Origin {
        /** In a directory. */
        LISTED,
        /** In a directory, marked as deleted. */
        DELETED,
        /** By how its bytes begin. */
        CARVED
    }

    /** A stretch of the image. */
    public record Extent(long offset, long length) {}

    public CardFile {
        extents = List.copyOf(extents);
    }

    public long lengthBytes() {
        return extents.stream().mapToLong(Extent::length).sum();
    }
}
