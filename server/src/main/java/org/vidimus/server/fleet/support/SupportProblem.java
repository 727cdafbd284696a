package org.vidimus.server.fleet.support;

import java.util.Map;
import org.vidimus.server.Problem;

/** What support refuses. */
public sealed interface SupportProblem extends Problem {
    record SupportUnfit(String field, String wanted) implements SupportProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "support-unfit";
        }

        @Override
        public String message() {
            return field + ": want " + wanted;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    record TicketClosed(long number) implements SupportProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "ticket-closed";
        }

        @Override
        public String message() {
            return "ticket " + number + " is closed; open another one";
        }
    }

    record CameraIsOut(String serial) implements SupportProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "camera-is-out";
        }

        @Override
        public String message() {
            return "camera " + serial + " is handed out; take it back before it goes to be mended or written off";
        }
    }
}
