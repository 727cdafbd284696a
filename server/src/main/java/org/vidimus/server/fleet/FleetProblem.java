package org.vidimus.server.fleet;

import java.util.Map;
import org.vidimus.server.Problem;

/** What fleet refuses. */
public sealed interface FleetProblem extends Problem {
    record NoSuchCamera(String serial) implements FleetProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "no-such-camera";
        }

        @Override
        public String message() {
            return "no camera is registered here with the serial the request names";
        }
    }

    record SerialTaken(String serial) implements FleetProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "serial-taken";
        }

        @Override
        public String message() {
            return "a camera with serial " + serial + " is registered already";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("serial", serial);
        }
    }

    record AssetTaken(String asset) implements FleetProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "asset-taken";
        }

        @Override
        public String message() {
            return "another camera has the asset number " + asset + "; each number belongs to one camera";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("asset", asset);
        }
    }

    /** Somebody has it, and it is to leave service. */
    record StillOut(String serial, Standing standing) implements FleetProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "camera-still-out";
        }

        @Override
        public String message() {
            return "camera " + serial + " is handed out; take it back before it becomes " + standing;
        }
    }

    record CameraMalformed(String message) implements FleetProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "camera-malformed";
        }
    }

    record ReportMalformed(String message) implements FleetProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "report-malformed";
        }
    }
}
