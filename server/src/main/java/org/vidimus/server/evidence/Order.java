package org.vidimus.server.evidence;

/** The orders a list can have. Ties are broken by id, so each is total and a cursor finds its place in it. */
enum Order {
    NEWEST("sorted_at", "desc", "<"),
    OLDEST("sorted_at", "asc", ">"),
    RECEIVED("received_at", "desc", "<");

    private final String column;
    private final String direction;
    private final String after;

    Order(String column, String direction, String after) {
        this.column = column;
        this.direction = direction;
        this.after = after;
    }

    String column() {
        return column;
    }

    String clause() {
        return " order by e." + column + " " + direction + ", e.id " + direction;
    }

    String afterCursor() {
        return "(e." + column + ", e.id) " + after + " (:afterAt, :afterId)";
    }
}
