package org.vidimus.server.notices;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.springframework.stereotype.Component;

/** Calls webhooks: signed, bounded in time, no redirect followed, the answer's body not read. */
@Component
class Webhooks {
    private final NoticeSettings settings;
    private final SigningKey key;
    private final Clock clock;

    Webhooks(NoticeSettings settings, SigningKey key, Clock clock) {
        this.settings = settings;
        this.key = key;
        this.clock = clock;
    }

    /** @throws NotSent with the reason as a code; any answer but 2xx is one */
    void send(UUID id, UUID channel, String address, String body) throws NotSent {
        if (!Addresses.isWebhook(address)) {
            throw new NotSent("address-unfit");
        }
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Vidimus")
                .header("Vidimus-Delivery", id.toString())
                .header("Vidimus-Timestamp", timestamp)
                .header("Vidimus-Signature", "v1=" + SigningKey.sign(key.secretOf(channel), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .sslContext(Trust.context(settings.ca()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            CompletableFuture<Integer> status = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                    .thenApply(Webhooks::statusOf);
            try {
                int answered = status.get(settings.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
                if (answered < 200 || answered > 299) {
                    throw new NotSent("answered " + answered);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotSent("interrupted");
            } catch (TimeoutException e) {
                throw new NotSent("too-slow");
            } catch (ExecutionException e) {
                throw new NotSent(reason(Objects.requireNonNullElse(e.getCause(), e)));
            } finally {
                status.cancel(true);
                http.shutdownNow();
            }
        }
    }

    private static int statusOf(HttpResponse<InputStream> response) {
        try (InputStream unread = response.body()) {
            return response.statusCode();
        } catch (IOException e) {
            return response.statusCode();
        }
    }

    private static String reason(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            switch (at) {
                case SSLException _ -> {
                    return "untrusted";
                }
                case HttpTimeoutException _ -> {
                    return "too-slow";
                }
                case ConnectException _ -> {
                    return "unreachable";
                }
                default -> {}
            }
        }
        return "broken-off";
    }
}
