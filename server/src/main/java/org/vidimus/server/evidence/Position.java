package org.vidimus.server.evidence;

/**
 * A place on Earth in WGS 84 degrees.
 *
 * @param lat from -90 to 90
 * @param lon from -180 to 180
 */
public record Position(double lat, double lon) {
    /** Spherical Mercator is square up to here; nobody wears a camera beyond. */
    private static final double MERCATOR_EDGE = 85.05;

    private static final double EARTH_RADIUS_METRES = 6_378_137;

    public Position {
        if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) {
            throw new IllegalArgumentException("no place on Earth: " + lat + "," + lon);
        }
    }

    /** East of Greenwich in projected metres. Distances in the projection are true ones times {@link #stretch()}. */
    double eastMetres() {
        return Math.toRadians(lon) * EARTH_RADIUS_METRES;
    }

    /** North of the equator in projected metres. */
    double northMetres() {
        double bounded = Math.clamp(lat, -MERCATOR_EDGE, MERCATOR_EDGE);
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(bounded) / 2)) * EARTH_RADIUS_METRES;
    }

    /** How much the projection stretches every direction here. */
    double stretch() {
        return 1 / Math.cos(Math.toRadians(Math.clamp(lat, -MERCATOR_EDGE, MERCATOR_EDGE)));
    }
}
