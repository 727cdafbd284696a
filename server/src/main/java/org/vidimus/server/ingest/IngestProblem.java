package org.vidimus.server.ingest;

import java.util.Map;
import org.vidimus.server.Problem;
import org.vidimus.trust.Sha256;

/** Everything that ingest refuses. */
sealed interface IngestProblem extends Problem {
    record UploadUnknown(UploadId upload) implements IngestProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "upload-unknown";
        }

        @Override
        public String message() {
            return "There is no upload " + upload + ".";
        }
    }

    record VersionUnsupported(String came) implements IngestProblem {
        @Override
        public int status() {
            return 412;
        }

        @Override
        public String code() {
            return "tus-version-unsupported";
        }

        @Override
        public String message() {
            return "Header Tus-Resumable: want " + Tus.VERSION + ", got " + came + ".";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Tus-Version", Tus.VERSION);
        }
    }

    /** A header is missing, or is not what it should be. */
    record HeaderUnfit(String header, String want, String came) implements IngestProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "header-unfit";
        }

        @Override
        public String message() {
            return "Header " + header + ": want " + want + ", got " + came + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("header", header);
        }
    }

    record ContentTypeUnfit(String came) implements IngestProblem {
        @Override
        public int status() {
            return 415;
        }

        @Override
        public String code() {
            return "content-type-unfit";
        }

        @Override
        public String message() {
            return "Header Content-Type: want " + Tus.BYTES + ", got " + came + ".";
        }
    }

    record LengthDeferred() implements IngestProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "length-deferred";
        }

        @Override
        public String message() {
            return "An upload must say its length when it is created: send Upload-Length instead of Upload-Defer-Length.";
        }
    }

    record TooLarge(long lengthBytes, long largestBytes) implements IngestProblem {
        @Override
        public int status() {
            return 413;
        }

        @Override
        public String code() {
            return "too-large";
        }

        @Override
        public String message() {
            return "A file may have " + largestBytes + " bytes at most, this one has " + lengthBytes + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("lengthBytes", lengthBytes, "largestBytes", largestBytes);
        }
    }

    record EmptyFile(String name) implements IngestProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "empty-file";
        }

        @Override
        public String message() {
            return "The file has no bytes, so there is nothing to keep. That it was offered is recorded.";
        }
    }

    record MetadataUnfit(String key, String why) implements IngestProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "metadata-unfit";
        }

        @Override
        public String message() {
            return "Upload-Metadata " + key + ": " + why + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("key", key);
        }
    }

    record CameraUnknown(String serial) implements IngestProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "camera-unknown";
        }

        @Override
        public String message() {
            return "No camera with serial " + serial + " is registered here. Register it, then offload again.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("camera", serial);
        }
    }

    record OffsetDiffers(long wantBytes, long cameBytes) implements IngestProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "offset-differs";
        }

        @Override
        public String message() {
            return "The upload goes on at byte " + wantBytes + ", the request at byte " + cameBytes + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("offsetBytes", wantBytes, "offeredBytes", cameBytes);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(Tus.OFFSET, Long.toString(wantBytes));
        }
    }

    record BeyondLength(long lengthBytes, long endBytes) implements IngestProblem {
        @Override
        public int status() {
            return 413;
        }

        @Override
        public String code() {
            return "beyond-length";
        }

        @Override
        public String message() {
            return "The upload has " + lengthBytes + " bytes, the request would end at byte " + endBytes + " or later.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("lengthBytes", lengthBytes, "endBytes", endBytes);
        }
    }

    record UploadBusy(UploadId upload) implements IngestProblem {
        @Override
        public int status() {
            return 423;
        }

        @Override
        public String code() {
            return "upload-busy";
        }

        @Override
        public String message() {
            return "Another request is sending bytes of upload " + upload + " now.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "2");
        }
    }

    record UploadFinished(UploadId upload, UploadState state) implements IngestProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "upload-finished";
        }

        @Override
        public String message() {
            return "Upload " + upload + " is complete (" + state + "); nothing can be added to it or taken from it.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("state", state.name());
        }
    }

    record UploadExpired(UploadId upload) implements IngestProblem {
        @Override
        public int status() {
            return 410;
        }

        @Override
        public String code() {
            return "upload-expired";
        }

        @Override
        public String message() {
            return "Upload " + upload + " rested too long before it was complete. Begin a new one.";
        }
    }

    record ChecksumUnsupported(String came) implements IngestProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "checksum-unsupported";
        }

        @Override
        public String message() {
            return "Header Upload-Checksum: want one of " + Checksum.ALGORITHMS + " and the digest in Base64, got "
                    + came + ".";
        }
    }

    /** 460 is the tus checksum extension's own status. */
    record ChecksumDiffers(String algorithm, String declared, String received, long offsetBytes)
            implements IngestProblem {
        @Override
        public int status() {
            return 460;
        }

        @Override
        public String code() {
            return "checksum-differs";
        }

        @Override
        public String message() {
            return "Declared " + algorithm + " " + declared + " of the bytes from " + offsetBytes
                    + ", received bytes hash to " + received + ". They were discarded; send them again.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("declared", declared, "received", received, "offsetBytes", offsetBytes);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(Tus.OFFSET, Long.toString(offsetBytes));
        }
    }

    /** The body ended, or went silent, before its announced end. What came counts, unless a checksum covered it. */
    record BodyCut(long offsetBytes) implements IngestProblem {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String code() {
            return "body-cut";
        }

        @Override
        public String message() {
            return "The request broke off. The upload goes on at byte " + offsetBytes + ".";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(Tus.OFFSET, Long.toString(offsetBytes));
        }
    }

    record Full(String why) implements IngestProblem {
        @Override
        public int status() {
            return 507;
        }

        @Override
        public String code() {
            return "vault-full";
        }

        @Override
        public String message() {
            return "There is no room for more: " + why
                    + ". Nothing that was acknowledged is lost; go on when there is room.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "60");
        }
    }

    /** All bytes arrived, and were not taken as evidence: they are in quarantine. */
    record Quarantined(Upload upload) implements IngestProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return upload.problem().orElseThrow().code();
        }

        @Override
        public String message() {
            return upload.problem().orElseThrow().detail();
        }

        @Override
        public Map<String, Object> facts() {
            return upload.digests();
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(Tus.OFFSET, Long.toString(upload.lengthBytes()));
        }
    }

    /** What came is not what was announced. */
    record DigestMismatch(UploadId upload, Sha256 declared, Sha256 received) implements IngestProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "digest-mismatch";
        }

        @Override
        public String message() {
            return "Upload " + upload + ": declared SHA-256 " + declared + ", received bytes hash to " + received
                    + ". They are kept in quarantine; read the file again and send it as a new upload.";
        }
    }

    /** That part of the recording is here already, with other bytes. */
    record PartConflict(Upload there, Sha256 received) implements IngestProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "part-conflict";
        }

        @Override
        public String message() {
            Description part = there.description();
            return "Part " + part.part() + " of recording " + part.recording().orElse("") + " of camera "
                    + part.camera().orElse("") + " is here with SHA-256 "
                    + there.sha256().map(Sha256::toString).orElse("") + " (upload " + there.id()
                    + "), received bytes hash to " + received + ". They are kept in quarantine.";
        }
    }

    record NotSecured(UploadId upload, UploadState state) implements IngestProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "not-secured";
        }

        @Override
        public String message() {
            return "Upload " + upload + " is " + state
                    + ", so the camera's file must not have gone yet. It may go once the upload is SECURED.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("state", state.name());
        }
    }

    /** The stored copy, read back, is not what was received. The camera's file must stay. */
    record ReadBackDiffers(UploadId upload, String received, String stored) implements IngestProblem {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String code() {
            return "read-back-differs";
        }

        @Override
        public String message() {
            return "Upload " + upload + ": received bytes hash to " + received + ", the stored copy to " + stored + ".";
        }
    }

    record ReadBackFailed(UploadId upload, String why) implements IngestProblem {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String code() {
            return "read-back-failed";
        }

        @Override
        public String message() {
            return "Upload " + upload + ": the stored copy cannot be read back: " + why + ".";
        }
    }

    record NotAdmissible(UploadId upload) implements IngestProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "not-admissible";
        }

        @Override
        public String message() {
            return "What kept upload " + upload
                    + " out still does, or it is in quarantine no more. Only what came from an unknown camera is taken in,"
                    + " once that camera is registered.";
        }
    }

    record NotInQuarantine(UploadId upload) implements IngestProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "not-in-quarantine";
        }

        @Override
        public String message() {
            return "Upload " + upload + " has no bytes in quarantine.";
        }
    }
}
