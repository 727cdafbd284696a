package org.vidimus.server.sharing;

import java.util.Map;
import org.vidimus.server.Problem;
import org.vidimus.server.evidence.EvidenceId;

/** What exporting and handing over bundles refuses. */
sealed interface BundleProblem extends Problem {
    /** Nothing was asked for, or more than one bundle holds. */
    record EvidenceCount(int asked, int most) implements BundleProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "bundle-evidence-count";
        }

        @Override
        public String message() {
            return "A bundle holds 1 to " + most + " pieces of evidence, " + asked + " were asked for.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("asked", asked, "most", most);
        }
    }

    record NoEvidence(EvidenceId evidence) implements BundleProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "bundle-evidence-unknown";
        }

        @Override
        public String message() {
            return "There is no evidence " + evidence + " that you may export.";
        }
    }

    /** The ledger did not publish the export's own attempt in time. Nothing was exported. */
    record LedgerBehind(long waitedMillis) implements BundleProblem {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "ledger-behind";
        }

        @Override
        public String message() {
            return "The ledger did not publish this export within " + waitedMillis + " ms. Try again.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "5");
        }
    }

    /** Too many exports are being made at once. Nothing was recorded. */
    record TooManyAtOnce() implements BundleProblem {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "bundle-too-many-at-once";
        }

        @Override
        public String message() {
            return "Other bundles are being made. Try again in a moment.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "5");
        }
    }

    record Unknown(BundleId bundle) implements BundleProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "bundle-unknown";
        }

        @Override
        public String message() {
            return "There is no bundle " + bundle + ".";
        }
    }

    /** The bundle's time is over, or evidence in it was disposed of. */
    record Gone(BundleId bundle) implements BundleProblem {
        @Override
        public int status() {
            return 410;
        }

        @Override
        public String code() {
            return "bundle-gone";
        }

        @Override
        public String message() {
            return "Bundle " + bundle + " can no longer be written. Export the evidence again.";
        }
    }

    record RangeBeyondEnd(long lengthBytes) implements BundleProblem {
        @Override
        public int status() {
            return 416;
        }

        @Override
        public String code() {
            return "bundle-range";
        }

        @Override
        public String message() {
            return "A bundle of " + lengthBytes + " bytes is sent whole, or from a byte inside it to its end.";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Content-Range", "bytes */" + lengthBytes);
        }
    }
}
