package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.trust.Sha256;

class TimestampAuthorityTest {
    private static final byte[] DOCUMENT = "a checkpoint\n".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private SmallAuthority authority;

    @BeforeEach
    void start() throws Exception {
        authority = new SmallAuthority();
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void getsATimeOverTheDigestOfTheDocument() throws Exception {
        Instant before = Instant.now().minusSeconds(2);

        Timestamp answer = asker(null).stamp(DOCUMENT);

        assertThat(answer).isInstanceOfSatisfying(Timestamp.Granted.class, granted -> {
            assertThat(granted.at()).isBetween(before, Instant.now().plusSeconds(2));
            assertThat(granted.authority()).isEqualTo("CN=Small Authority");
            assertThat(granted.anchored()).isFalse();
            assertThat(imprint(granted.reply())).isEqualTo(Sha256.of(DOCUMENT).bytes());
        });
    }

    @Test
    void saysWhetherTheCertificateLeadsToOneThatTheOperatorNamed() throws Exception {
        Path own = authority.rootAsPem(folder);
        assertThat(asker(own).stamp(DOCUMENT))
                .isInstanceOfSatisfying(Timestamp.Granted.class, granted -> assertThat(granted.anchored())
                        .isTrue());

        try (SmallAuthority stranger = new SmallAuthority()) {
            Path other = stranger.rootAsPem(folder);
            assertThat(asker(other).stamp(DOCUMENT))
                    .isInstanceOfSatisfying(Timestamp.Failed.class, failed -> assertThat(failed.reason())
                            .contains("cannot be relied on"));
        }
    }

    @Test
    void doesNotBelieveAReplyToAnotherRequest() throws Exception {
        authority.be(SmallAuthority.Manner.OTHER_NONCE);

        assertThat(asker(null).stamp(DOCUMENT))
                .isInstanceOfSatisfying(Timestamp.Failed.class, failed -> assertThat(failed.reason())
                        .contains("does not fit the request"));
    }

    @Test
    void saysWhenTheAuthorityRefusesOrIsBrokenOrSilent() throws Exception {
        for (SmallAuthority.Manner manner : new SmallAuthority.Manner[] {
            SmallAuthority.Manner.REFUSING, SmallAuthority.Manner.BROKEN, SmallAuthority.Manner.SILENT
        }) {
            authority.be(manner);
            Duration patience = manner == SmallAuthority.Manner.SILENT ? Duration.ofSeconds(1) : PATIENCE;

            assertThat(asker(null, patience).stamp(DOCUMENT)).as(manner.name()).isInstanceOf(Timestamp.Failed.class);
        }
    }

    @Test
    void saysWhenNobodyListens() throws Exception {
        TimestampAuthority asker = asker(null);
        authority.close();

        assertThat(asker.stamp(DOCUMENT)).isEqualTo(new Timestamp.Failed("the authority could not be asked"));
    }

    @Test
    void asksNobodyWithoutAnAddress() throws Exception {
        TimestampAuthority asker = new TimestampAuthority(new TimestampSettings(null, Duration.ofSeconds(1), null));

        assertThat(asker.stamp(DOCUMENT)).isEqualTo(new Timestamp.NotAsked());
    }

    private TimestampAuthority asker(@Nullable Path certificates) throws Exception {
        return asker(certificates, PATIENCE);
    }

    private TimestampAuthority asker(@Nullable Path certificates, Duration patience) throws Exception {
        return new TimestampAuthority(new TimestampSettings(authority.url(), patience, certificates));
    }

    private static byte[] imprint(byte[] reply) {
        try {
            return new TimeStampResponse(reply)
                    .getTimeStampToken()
                    .getTimeStampInfo()
                    .getMessageImprintDigest();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
