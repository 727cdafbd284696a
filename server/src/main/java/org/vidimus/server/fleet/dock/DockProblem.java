package org.vidimus.server.fleet.dock;

import java.util.Map;
import org.vidimus.server.Problem;

/** What is refused about docks and sites. */
public sealed interface DockProblem extends Problem {
    record Malformed(String field, String message) implements DockProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "dock-malformed";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    record NameTaken(String name) implements DockProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "dock-name-taken";
        }

        @Override
        public String message() {
            return "there is a dock or a site called " + name + " already";
        }
    }

    record Unknown() implements DockProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "dock-unknown";
        }

        @Override
        public String message() {
            return "there is no such dock, or no such site or unit as the request names for it";
        }
    }
}
