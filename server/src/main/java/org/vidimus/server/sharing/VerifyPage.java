package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The page that checks a bundle in a browser, as it was built with this server. */
@Component
class VerifyPage {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyPage.class);

    private final Optional<byte[]> page;

    VerifyPage() throws IOException {
        page = read();
        if (page.isEmpty()) {
            // Not silently: the report and the README of each bundle say so too.
            LOG.warn("event=verify-page-missing meaning=\"built with -Dui.skip=true: bundles carry no verify.html\"");
        }
    }

    /** Empty in a server that was built without pages. */
    Optional<byte[]> bytes() {
        return page;
    }

    private static Optional<byte[]> read() throws IOException {
        try (InputStream file = VerifyPage.class.getResourceAsStream("verify.html")) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        }
    }
}
