package org.vidimus.server.notices;

import java.util.Map;
import org.vidimus.server.Problem;

/** What notices refuse. */
public sealed interface NoticesProblem extends Problem {
    record AddressUnfit(String kind) implements NoticesProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "notice-address-unfit";
        }

        @Override
        public String message() {
            return "a mail address, or a webhook's address that begins with https or is on this machine, without a name or"
                    + " password in it";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("kind", kind);
        }
    }

    record MailNotSetUp() implements NoticesProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "mail-not-set-up";
        }

        @Override
        public String message() {
            return "this house has no mail server (vidimus.notices.mail.host)";
        }
    }

    record ChannelUnfit(String field, String wanted) implements NoticesProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "notice-channel-unfit";
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
}
