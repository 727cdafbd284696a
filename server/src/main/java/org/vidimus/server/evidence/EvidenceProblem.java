package org.vidimus.server.evidence;

import java.util.Map;
import org.vidimus.server.Problem;
import org.vidimus.trust.Sha256;

/** Why evidence refuses. */
public sealed interface EvidenceProblem extends Problem {
    /** There is no such evidence, or the caller may not know of it. */
    record Unknown(EvidenceId id) implements EvidenceProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "evidence-unknown";
        }

        @Override
        public String message() {
            return "There is no evidence " + id + ".";
        }
    }

    /** It was not set apart. */
    record NothingToDecide(EvidenceId id) implements EvidenceProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "nothing-to-decide";
        }

        @Override
        public String message() {
            return "Evidence " + id + " breaks no rule by how it was recorded, as far as is known.";
        }
    }

    /** Nobody makes footage of somebody else their own. */
    record OwnMatter() implements EvidenceProblem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String code() {
            return "own-matter";
        }

        @Override
        public String message() {
            return "This concerns you. Somebody else has to decide on it.";
        }
    }

    /** The house files nothing under it. */
    record CategoryUnknown() implements EvidenceProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "category-unknown";
        }

        @Override
        public String message() {
            return "There is no such category.";
        }
    }

    /** The evidence has fewer originals. */
    record OriginalUnknown(OriginalId id) implements EvidenceProblem {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "original-unknown";
        }

        @Override
        public String message() {
            return "Evidence " + id.evidence() + " has no original number " + id.n() + ".";
        }
    }

    /** The recording already has other bytes as this part. */
    record PartTaken(EvidenceId evidence, int part, Sha256 there, Sha256 came) implements EvidenceProblem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String code() {
            return "part-taken";
        }

        @Override
        public String message() {
            return "Part " + part + " of evidence " + evidence + " is already there with SHA-256 " + there
                    + "; other bytes came, with SHA-256 " + came + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("part", part, "expected", there.toString(), "received", came.toString());
        }
    }

    /** A filter or a change that makes no sense. */
    record NotUnderstood(String what, String wanted, String came) implements EvidenceProblem {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String code() {
            return "not-understood";
        }

        @Override
        public String message() {
            return what + " should be " + wanted + ", got \"" + came + "\".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", what);
        }
    }
}
