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
