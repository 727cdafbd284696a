package org.vidimus.server.media.track;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vidimus.server.evidence.Position;
import org.vidimus.server.media.mp4.Movie;

/** The one place that phones and cameras write into the index of an MP4 or QuickTime file. */
public final class Places {
    /** ISO 6709, degrees with a decimal fraction: {@code +51.4169-000.0806/}. */
    private static final Pattern ISO_6709 =
            Pattern.compile("([+-]\\d{1,2}(?:\\.\\d{1,10})?)([+-]\\d{1,3}(?:\\.\\d{1,10})?).*");

    private static final int LONGEST_BOX = 4096;

    private Places() {}

    /** From Apple's metadata, else the user data of Android and QuickTime, else the location of 3GPP. */
    public static Optional<Position> of(Movie movie) throws IOException {
        Optional<Position> keyed =
                movie.keyedText("com.apple.quicktime.location.ISO6709").flatMap(Places::iso6709);
        if (keyed.isPresent()) {
            return keyed;
        }
        Optional<Position> user = movie.userText("\u00a9xyz").flatMap(Places::iso6709);
        return user.isPresent()
                ? user
                : movie.content(LONGEST_BOX, "udta", "loci").flatMap(Places::loci);
    }

    static Optional<Position> iso6709(String text) {
        Matcher matcher = ISO_6709.matcher(text.strip());
        return matcher.matches()
                ? position(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)))
                : Optional.empty();
    }

    /**
     * 3GPP TS 26.244 §8.10.
     *
     * <pre>
     * | version, flags: 4 | language: 2 | name: text, 0 | role: 1 | longitude: 16.16 | latitude: 16.16 | altitude: 16.16 | … |
     * </pre>
     */
    private static Optional<Position> loci(byte[] body) {
        int nameEnds = 6;
        boolean utf16 = body.length > 7 && (body[6] & 0xff) == 0xfe && (body[7] & 0xff) == 0xff;
        int step = utf16 ? 2 : 1;
        while (nameEnds + step <= body.length && !(body[nameEnds] == 0 && body[nameEnds + step - 1] == 0)) {
            nameEnds += step;
        }
        int at = nameEnds + step + 1;
        if (at + 8 > body.length) {
            return Optional.empty();
        }
        ByteBuffer fixed = ByteBuffer.wrap(body, at, 8);
        double lon = fixed.getInt() / 65536.0;
        double lat = fixed.getInt() / 65536.0;
        return position(lat, lon);
    }

    /** A camera without a fix writes zeros; nobody films on the equator off Ghana. */
    static Optional<Position> position(double lat, double lon) {
        boolean possible = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat == 0 && lon == 0);
        return possible ? Optional.of(new Position(lat, lon)) : Optional.empty();
    }

    static String latin(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
