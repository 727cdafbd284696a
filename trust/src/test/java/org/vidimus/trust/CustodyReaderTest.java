package org.vidimus.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CustodyReaderTest {
    private static final String HASH = "ab".repeat(32);
    private static final String RECORD = CustodyWriter.HEADER + "\n\nindex 3\nerased\n" + Leaf.HEADER
            + "\nentry 6f1c0000-0000-4000-8000-000000000001\nproof " + HASH + "\nproof " + HASH + "\n";

    @Test
    void givesNoRecordWhoseProofEndsInSomethingElse() throws Exception {
        assertThat(reader(RECORD).next().orElseThrow().proof()).hasSize(2);

        // The second implementation reads a record whole before it gives it; this one has to say the same of it.
        CustodyReader broken = reader(RECORD.substring(0, RECORD.lastIndexOf("proof")) + "qroof " + HASH + "\n");

        assertThatThrownBy(broken::next).isInstanceOfSatisfying(Malformed.class, e -> assertThat(e.code())
                .isEqualTo(FindingCode.CUSTODY_MALFORMED));
    }

    private static CustodyReader reader(String text) throws IOException {
        return new CustodyReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
