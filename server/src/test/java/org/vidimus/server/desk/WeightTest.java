package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vidimus.server.custody.Caller;

/** What the first page costs, and where it comes from. */
@DeskTest
class WeightTest {
    private static final long MOST_BYTES = 300 * 1024;

    @Test
    void sendsAtMost300KibibytesForTheFirstPageAndAsksNobodyElse(Desk desk) {
        desk.signIn(Caller.Role.EVIDENCE_MANAGER);
        List<String> hosts = Collections.synchronizedList(new ArrayList<>());
        desk.page().onRequest(request -> hosts.add(URI.create(request.url()).getHost()));
        desk.open("/evidence");
        assertThat(desk.heading("Evidence")).isVisible();
        assertThat(desk.page().locator("main [role=status]").first()).isVisible();

        Number bytes = (Number)
                desk.page()
                        .evaluate(
                                "() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                                        + ".filter(entry => !entry.name.includes('/api/')).reduce((sum, entry) => sum + entry.encodedBodySize, 0)");

        assertThat(bytes.longValue()).isBetween(50_000L, MOST_BYTES);
        assertThat(hosts).containsOnly("127.0.0.1");
    }
}
