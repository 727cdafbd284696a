package org.vidimus.dock.camera;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a name's ending says about a file. A hint for the server, which looks at the bytes. */
final class MediaTypes {
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("360", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("webm", "video/webm"),
            Map.entry("3gp", "video/3gpp"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("mts", "video/mp2t"),
            Map.entry("m2ts", "video/mp2t"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("thm", "image/jpeg"),
            Map.entry("lrv", "video/mp4"),
            Map.entry("gpx", "application/gpx+xml"),
            Map.entry("json", "application/json"),
            Map.entry("nmea", "text/plain"),
            Map.entry("nme", "text/plain"),
            Map.entry("srt", "text/plain"));

    private MediaTypes() {}

    /** Whether the name's ending says that one can watch or hear it. */
    static boolean isFootage(String name) {
        String type = of(name);
        return type != null && (type.startsWith("video/") || type.startsWith("audio/"));
    }

    static @Nullable String of(String name) {
        return BY_ENDING.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
