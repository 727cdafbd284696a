package org.vidimus.server.ingest;

/** Words of the tus protocol, version 1.0.0 (tus.io/protocols/resumable-upload). */
final class Tus {
    static final String VERSION = "1.0.0";
    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String DEFER_LENGTH = "Upload-Defer-Length";
    static final String METADATA = "Upload-Metadata";
    static final String CHECKSUM = "Upload-Checksum";
    static final String EXPIRES = "Upload-Expires";
    static final String EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination";
    /** Media type of a body that is file content. */
    static final String BYTES = "application/offset+octet-stream";

    private Tus() {}
}
