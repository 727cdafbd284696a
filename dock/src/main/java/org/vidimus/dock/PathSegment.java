package org.vidimus.dock;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as one segment of an address. */
final class PathSegment {
    private PathSegment() {}

    static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
