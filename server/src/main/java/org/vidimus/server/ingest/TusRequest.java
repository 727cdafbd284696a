package org.vidimus.server.ingest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a tus request, and refuses them with their names. */
final class TusRequest {
    private final HttpServletRequest request;

    private TusRequest(HttpServletRequest request) {
        this.request = request;
    }

    /** Checks the version, and names ours in the answer whatever becomes of the request. */
    static TusRequest of(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(Tus.RESUMABLE, Tus.VERSION);
        String version = request.getHeader(Tus.RESUMABLE);
        if (!Tus.VERSION.equals(version)) {
            throw new IngestProblem.VersionUnsupported(came(version)).refused();
        }
        return new TusRequest(request);
    }

    /** Declared length of the file in bytes. */
    long length(long largestBytes) {
        if (request.getHeader(Tus.DEFER_LENGTH) != null) {
            throw new IngestProblem.LengthDeferred().refused();
        }
        String header = request.getHeader(Tus.LENGTH);
        if (header != null && header.matches("[0-9]{19,}")) {
            throw new IngestProblem.TooLarge(Long.MAX_VALUE, largestBytes).refused();
        }
        long length = number(Tus.LENGTH, header);
        if (length > largestBytes) {
            throw new IngestProblem.TooLarge(length, largestBytes).refused();
        }
        return length;
    }

    long offset() {
        return number(Tus.OFFSET, request.getHeader(Tus.OFFSET));
    }

    boolean hasBody() {
        return Tus.BYTES.equals(request.getContentType())
                && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
    }

    void requireBytes() {
        String type = request.getContentType();
        if (!Tus.BYTES.equals(type)) {
            throw new IngestProblem.ContentTypeUnfit(came(type)).refused();
        }
    }

    Intake.Body body() throws IOException {
        return new Intake.Body(
                request.getInputStream(),
                request.getContentLengthLong(),
                Checksum.parse(request.getHeader(Tus.CHECKSUM)));
    }

    private static long number(String name, @Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,18}")) {
            throw new IngestProblem.HeaderUnfit(name, "a number of bytes from 0", came(header)).refused();
        }
        return Long.parseLong(header);
    }

    private static String came(@Nullable String header) {
        if (header == null) {
            return "nothing";
        }
        return header.length() > 64 ? header.substring(0, 64) + "…" : header;
    }
}
