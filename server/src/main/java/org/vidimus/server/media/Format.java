package org.vidimus.server.media;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, found in its own bytes, and so what ffmpeg may take it for: the demuxer is pinned, and nothing else is tried.
 */
enum Format {
    MP4("mov", "video/mp4"),
    QUICKTIME("mov", "video/quicktime"),
    THREE_GP("mov", "video/3gpp"),
    HEIF("mov", "image/heif"),
    AVIF("mov", "image/avif"),
    MATROSKA("matroska", "video/x-matroska"),
    WEBM("matroska", "video/webm"),
    AVI("avi", "video/x-msvideo"),
    MPEG_TS("mpegts", "video/mp2t"),
    MPEG_PS("mpeg", "video/mpeg"),
    FLV("flv", "video/x-flv"),
    ASF("asf", "video/x-ms-asf"),
    H264("h264", "video/h264"),
    H265("hevc", "video/h265"),
    WAV("wav", "audio/wav"),
    FLAC("flac", "audio/flac"),
    MP3("mp3", "audio/mpeg"),
    OGG("ogg", "audio/ogg"),
    AAC("aac", "audio/aac"),
    AMR("amr", "audio/amr"),
    JPEG("jpeg_pipe", "image/jpeg"),
    PNG("png_pipe", "image/png"),
    GIF("gif", "image/gif"),
    PDF(null, "application/pdf"),
    ZIP(null, "application/zip"),
    GPX(null, "application/gpx+xml"),
    NMEA(null, "text/plain"),
    JSON(null, "application/json"),
    /** A list of other files to open: never followed. */
    PLAYLIST(null, "text/plain"),
    /** Any other text, markup with scripts included: shown to nobody as what it says it is. */
    TEXT(null, "text/plain"),
    EMPTY(null, "application/octet-stream"),
    UNKNOWN(null, "application/octet-stream");

    private final @Nullable String demuxer;
    private final String mediaType;

    Format(@Nullable String demuxer, String mediaType) {
        this.demuxer = demuxer;
        this.mediaType = mediaType;
    }

    /** The only demuxer of ffmpeg's that may read it; empty for what is no media. */
    Optional<String> demuxer() {
        return Optional.ofNullable(demuxer);
    }

    String mediaType() {
        return mediaType;
    }

    boolean picture() {
        return mediaType.startsWith("image/");
    }

    /** Built of boxes, with an index that may come last. */
    boolean boxes() {
        return "mov".equals(demuxer);
    }
}
