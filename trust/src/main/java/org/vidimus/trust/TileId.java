package org.vidimus.trust;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one tile of height 8 (C2SP tlog-tiles): up to 256 hashes side by side.
 *
 * @param level 0 for tiles of leaf hashes; a hash at level {@code L} is the root of 256^L leaves
 * @param index place among the tiles of this level, from 0
 * @param width number of hashes, 1 to 256; less than 256 for the partial tile at the right edge
 */
public record TileId(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int FULL_WIDTH = 256;

    static final int HEIGHT = 8;
    /** Above this level a tree of {@code Long.MAX_VALUE} leaves has no hashes. */
    static final int MAX_LEVEL = 7;

    private static final Pattern PATH =
            Pattern.compile("tile/(0|[1-7])/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TileId {
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("tile level is " + level + ", want 0 to " + MAX_LEVEL);
        }
        if (index < 0) {
            throw new IllegalArgumentException("tile index is " + index + ", want >= 0");
        }
        if (width < 1 || width > FULL_WIDTH) {
            throw new IllegalArgumentException("tile width is " + width + ", want 1 to " + FULL_WIDTH);
        }
    }

    /** Whether all 256 hashes are there, so that the tile never changes again. */
    public boolean isFull() {
        return width == FULL_WIDTH;
    }

    /** The path of the specification: {@code tile/0/x001/x234/067}, with {@code .p/<width>} when partial. */
    public String path() {
        String groups = group(index % 1000);
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            groups = "x" + group(rest % 1000) + "/" + groups;
        }
        return "tile/" + level + "/" + groups + (isFull() ? "" : ".p/" + width);
    }

    private static String group(long digits) {
        return String.format(Locale.ROOT, "%03d", digits);
    }

    /**
     * Reads {@link #path()} back.
     *
     * @throws IllegalArgumentException if the text is not such a path in its one spelling
     */
    public static TileId parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the path of a tile");
        }
        long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
        int width = matcher.group(3) == null ? FULL_WIDTH : Integer.parseInt(matcher.group(3));
        var tile = new TileId(Integer.parseInt(matcher.group(1)), index, width);
        if (!tile.path().equals(path)) {
            throw new IllegalArgumentException("not the path of a tile in its one spelling: want " + tile.path());
        }
        return tile;
    }
}
