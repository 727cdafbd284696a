package org.vidimus.server.ingest;

import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Sets the web server up for large bodies: big reads, long names in headers, and no endless patience with the silent. */
@Component
class UploadConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** A name of 1,024 characters takes 5.5 KiB as Base64; one too long must still arrive, to be refused by name. */
    private static final int HEADER_BYTES = 64 << 10;
    /** Bytes a socket is read and written by. Each connection has one of these each way. */
    private static final int BUFFER_BYTES = 128 << 10;
    /** After an early refusal the rest of the body is read away up to this, so that the sender gets to read the answer. */
    private static final int SWALLOWED_BYTES = 64 << 20;

    private final IngestSettings settings;

    UploadConnector(IngestSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxHttpRequestHeaderSize(HEADER_BYTES);
                http.setMaxSwallowSize(SWALLOWED_BYTES);
                // Whoever waits for "100 Continue" hears a refusal before they have sent an hour of footage for
                // nothing.
                http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
                http.setConnectionTimeout(Math.toIntExact(settings.stall().toMillis()));
            }
            // A name may hold a slash or a backslash (at the door of cameras); everywhere else the firewall refuses it.
            connector.setAllowBackslash(true);
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setProperty("socket.appReadBufSize", Integer.toString(BUFFER_BYTES));
            connector.setProperty("socket.appWriteBufSize", Integer.toString(BUFFER_BYTES));
        });
    }
}
