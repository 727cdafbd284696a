package org.vidimus.server.web.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.ServerTest;

/** A certificate that the agency gives as PEM files. */
@ServerTest
@TestPropertySource(
        properties = {
            "vidimus.tls.certificate=target/given-certificate/server.crt",
            "vidimus.tls.key=target/given-certificate/server.key"
        })
class GivenCertificateTest {
    private static final TestCertificates.Authority AGENCY = TestCertificates.authority("Agency");
    private static final Path FOLDER = Path.of("target", "given-certificate");

    @LocalServerPort
    int port;

    @BeforeAll
    static void give() throws IOException {
        Files.createDirectories(FOLDER);
        AGENCY.server(FOLDER, Duration.ofDays(30));
    }

    @Test
    void isShownAndReadAgainWhenItsFileChanges() throws Exception {
        TlsClient client = TlsClient.trusting(port, AGENCY.certificate());
        assertThat(client.get("/api/health").statusCode()).isEqualTo(200);
        var before = TlsClient.shown(port, AGENCY.certificate());

        // A file that is cut off in the middle of copying does not take the server down.
        Files.writeString(FOLDER.resolve("server.crt"), "-----BEGIN CERTIFICATE-----\n");
        assertThat(TlsClient.trusting(port, AGENCY.certificate())
                        .get("/api/health")
                        .statusCode())
                .isEqualTo(200);
        AGENCY.server(FOLDER, Duration.ofDays(60));

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        TlsClient.shown(port, AGENCY.certificate()))
                .isNotEqualTo(before));
        assertThat(TlsClient.trusting(port, AGENCY.certificate())
                        .get("/api/health")
                        .statusCode())
                .isEqualTo(200);
    }
}
