package org.vidimus.server.evidence;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.evidence.ByteRanges.Range;

/**
 * Answers one GET or HEAD for bytes that never change, whole or by ranges (RFC 9110 §13, §14). Its pieces are decided before
 * anything is opened, and the bytes are streamed; nothing is held but one buffer.
 *
 * <p>When reading fails midway the connection breaks short of its announced length, so that no client takes a part for all.
 */
public final class RangeAnswer {
    private static final int BUFFER_BYTES = 256 * 1024;

    /** Opens some of the bytes. */
    @FunctionalInterface
    public interface Source {
        InputStream open(long offsetBytes, long lengthBytes) throws IOException;
    }

    /**
     * What is asked for.
     *
     * @param tag strong entity tag without quotes
     * @param disposition value of Content-Disposition
     */
    public record Entity(long lengthBytes, String tag, String mediaType, String disposition) {}

    private final Entity entity;
    private final int status;
    private final List<Range> ranges;
    private final boolean head;
    private final String boundary;

    private RangeAnswer(Entity entity, int status, List<Range> ranges, boolean head) {
        this.entity = entity;
        this.status = status;
        this.ranges = ranges;
        this.head = head;
        this.boundary =
                "vidimus-" + entity.tag().substring(0, Math.min(24, entity.tag().length()));
    }

    /** Decides the answer; nothing is written yet. */
    public static RangeAnswer to(HttpServletRequest request, Entity entity) {
        boolean head = request.getMethod().equals("HEAD");
        List<Range> whole = List.of(new Range(0, entity.lengthBytes()));
        if (listed(request, "If-Match", entity).equals(Optional.of(false))) {
            return new RangeAnswer(entity, 412, List.of(), head);
        }
        if (listed(request, "If-None-Match", entity).equals(Optional.of(true))) {
            return new RangeAnswer(entity, 304, List.of(), head);
        }
        Optional<List<Range>> asked = stillTheSame(request, entity)
                ? ByteRanges.parse(Optional.ofNullable(request.getHeader("Range")), entity.lengthBytes())
                : Optional.empty();
        if (asked.isEmpty() || entity.lengthBytes() == 0) {
            return new RangeAnswer(entity, 200, whole, head);
        }
        return new RangeAnswer(entity, asked.get().isEmpty() ? 416 : 206, asked.get(), head);
    }

    /** Opens what the body begins with, so that an unreadable file is known before the answer starts. */
    public Optional<InputStream> openFirst(Source source) throws IOException {
        if (head || ranges.isEmpty() || entity.lengthBytes() == 0) {
            return Optional.empty();
        }
        Range first = ranges.getFirst();
        return Optional.of(source.open(first.start(), first.lengthBytes()));
    }

    /** Writes headers and body; {@code first} comes from {@link #openFirst} and is closed. */
    public void write(HttpServletResponse response, Optional<InputStream> first, Source source) throws IOException {
        try (InputStream opened = first.orElse(InputStream.nullInputStream())) {
            headers(response);
            if (first.isEmpty()) {
                return;
            }
            OutputStream out = response.getOutputStream();
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, longest())];
            for (int i = 0; i < ranges.size(); i++) {
                Range range = ranges.get(i);
                if (ranges.size() > 1) {
                    out.write(partHead(range).getBytes(StandardCharsets.US_ASCII));
                }
                if (i == 0) {
                    copy(opened, out, range, buffer);
                } else {
                    try (InputStream next = source.open(range.start(), range.lengthBytes())) {
                        copy(next, out, range, buffer);
                    }
                }
            }
            if (ranges.size() > 1) {
                out.write(partsEnd().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void headers(HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("ETag", "\"" + entity.tag() + "\"");
        response.setHeader("Accept-Ranges", "bytes");
        // Footage leaves no copy in the cache of a shared computer.
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (status == 416) {
            response.setHeader("Content-Range", "bytes */" + entity.lengthBytes());
            return;
        }
        if (status == 304 || status == 412) {
            return;
        }
        response.setHeader("Content-Disposition", entity.disposition());
        boolean several = ranges.size() > 1;
        response.setContentType(several ? "multipart/byteranges; boundary=" + boundary : entity.mediaType());
        response.setContentLengthLong(
                several ? severalLength() : ranges.getFirst().lengthBytes());
        if (status == 206 && !several) {
            response.setHeader("Content-Range", contentRange(ranges.getFirst()));
        }
    }

    private long longest() {
        return ranges.stream().mapToLong(Range::lengthBytes).max().orElse(0);
    }

    private long severalLength() {
        long bytes = partsEnd().length();
        for (Range range : ranges) {
            bytes += partHead(range).length() + range.lengthBytes();
        }
        return bytes;
    }

    private String partHead(Range range) {
        return "\r\n--" + boundary + "\r\nContent-Type: " + entity.mediaType() + "\r\nContent-Range: "
                + contentRange(range) + "\r\n\r\n";
    }

    private String partsEnd() {
        return "\r\n--" + boundary + "--\r\n";
    }

    private String contentRange(Range range) {
        return "bytes " + range.start() + "-" + (range.end() - 1) + "/" + entity.lengthBytes();
    }

    private static void copy(InputStream in, OutputStream out, Range range, byte[] buffer) throws IOException {
        long left = range.lengthBytes();
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(left + " bytes short of the range's end at " + range.end());
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** Whether a header that lists entity tags has this one; empty without the header. */
    private static Optional<Boolean> listed(HttpServletRequest request, String header, Entity entity) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<String> tags = new ArrayList<>();
        for (String value : values) {
            for (String tag : value.split(",")) {
                tags.add(tag.strip());
            }
        }
        String quoted = "\"" + entity.tag() + "\"";
        boolean weakly = header.equals("If-None-Match") && tags.contains("W/" + quoted);
        return Optional.of(weakly || tags.contains(quoted) || tags.contains("*"));
    }

    /** If-Range with a date or another tag asks for the whole file. */
    private static boolean stillTheSame(HttpServletRequest request, Entity entity) {
        String ifRange = request.getHeader("If-Range");
        return ifRange == null || ifRange.strip().equals("\"" + entity.tag() + "\"");
    }
}
