package org.vidimus.server.fleet.settings;

import java.util.List;
import java.util.Map;
import org.vidimus.server.Problem;

/** What is refused about settings of cameras. */
public sealed interface SettingsProblem extends Problem {
    record Malformed(String field, String wanted, String came) implements SettingsProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "settings-malformed";
        }

        @Override
        public String message() {
            return field + " is '" + (came.length() <= 100 ? came : came.substring(0, 100) + "…") + "', want " + wanted;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    /** They break a rule of the profile in force. */
    record BreakRule(List<RuleCheck.Broken> broken) implements SettingsProblem {
        public BreakRule {
            broken = List.copyOf(broken);
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "settings-break-rule";
        }

        @Override
        public String message() {
            RuleCheck.Broken first = broken.getFirst();
            return first.setting() + " is " + first.value() + ", but " + first.rule() + " of the profile "
                    + first.profile() + " says " + first.limit() + ": "
                    + first.basis().en();
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("broken", broken);
        }
    }

    record NameTaken(String name) implements SettingsProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "settings-name-taken";
        }

        @Override
        public String message() {
            return "there are settings called " + name + " already";
        }
    }

    record Unknown() implements SettingsProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "settings-unknown";
        }

        @Override
        public String message() {
            return "there are no such settings, or no such unit as the request gives them to";
        }
    }
}
