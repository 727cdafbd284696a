package org.vidimus.dock.camera;

import java.util.List;
import java.util.Optional;

/**
 * Something that somebody should know about a camera or one of its files. The code is stable; its words are in the message
 * bundles, under {@code finding.<code>}.
 *
 * @param file the file on the camera it is about
 * @param facts what the words need, in their order, after the file
 */
public record Finding(Code code, Optional<String> file, List<String> facts) {
    public enum Code {
        EMPTY_FILE("empty-file", true),
        CHANGED("file-changed", true),
        UNREADABLE("file-unreadable", true),
        SYMLINK("link-not-followed", true),
        NOT_A_FILE("not-a-file", true),
        TOO_DEEP("folder-too-deep", true),
        TOO_MANY("too-many-files", true),
        NAME_NOT_UTF8("name-not-utf-8", false),
        CAMERA_SAYS_OTHERWISE("digest-differs-from-cameras", true),
        INDEX_UNREADABLE("index-unreadable", true),
        NOT_IN_INDEX("file-not-in-index", false),
        CLOCK_IMPLAUSIBLE("clock-implausible", false),
        SIDECAR_ALONE("sidecar-alone", true),
        SIDECAR_WAITS("sidecar-waits", true),
        FOOTAGE_ELSEWHERE("footage-elsewhere", true),
        OTHER_FILE("other-file", false),
        OTHER_FILES("other-files", false),
        MORE_FINDINGS("more-findings", true),
        NO_SERIAL("no-serial", true),
        SERIAL_TWICE("serial-twice", true),
        CAMERA_UNKNOWN("camera-unknown", true),
        REFUSED("refused", true),
        NOT_SECURED("not-secured", true),
        SERVER_SILENT("server-silent", true),
        SERVER_FULL("server-full", true),
        NOT_ERASED("not-erased", true),
        READ_ONLY("camera-read-only", true),
        CAMERA_GONE("camera-gone", true),
        REPORT_FAILED("report-failed", true),
        LOG_UNREADABLE("log-unreadable", false),
        CLOCK_NOT_SET("clock-not-set", false),
        SETTINGS_NOT_WRITTEN("settings-not-written", false),
        SETTINGS_UNREADABLE("settings-unreadable", false),
        SETTINGS_DIFFER("settings-differ", false),
        ERASURE_UNREPORTED("erasure-unreported", true),
        INTERNAL("internal-error", true);

        private final String text;
        private final boolean leavesSomething;

        Code(String text, boolean leavesSomething) {
            this.text = text;
            this.leavesSomething = leavesSomething;
        }

        public String text() {
            return text;
        }

        /** Whether something that may be evidence, or its report, is left undone by it. */
        public boolean leavesSomething() {
            return leavesSomething;
        }
    }

    public Finding {
        facts = List.copyOf(facts);
    }

    public static Finding of(Code code, String... facts) {
        return new Finding(code, Optional.empty(), List.of(facts));
    }

    public static Finding about(String file, Code code, String... facts) {
        return new Finding(code, Optional.of(file), List.of(facts));
    }
}
