package org.vidimus.server.access.openid;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wire to the provider: bounded in time and size, follows no redirect, knows no proxy and no other address. */
final class Wire {
    private static final int LARGEST = 1 << 20;

    private final HttpClient http;
    private final Duration timeout;

    Wire(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    record Answer(int status, String body) {}

    /** Whether nobody on the way can read or change what is said to that address. */
    static boolean isSafe(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            return false;
        }
        boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here);
    }

    /** @throws org.vidimus.server.Refused with {@link OpenIdProblem.Unreachable} */
    Answer send(HttpRequest.Builder request) {
        HttpRequest whole = request.timeout(timeout).build();
        if (!isSafe(whole.uri())) {
            throw new OpenIdProblem.Unreachable("an address that it names is not https").refused();
        }
        CompletableFuture<Answer> answer =
                http.sendAsync(whole, HttpResponse.BodyHandlers.ofInputStream()).thenApply(Wire::read);
        try {
            return answer.get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenIdProblem.Unreachable("the question was interrupted").refused();
        } catch (TimeoutException e) {
            throw new OpenIdProblem.Unreachable("it takes too long").refused();
        } catch (ExecutionException e) {
            throw new OpenIdProblem.Unreachable("no usable answer").refused();
        } finally {
            answer.cancel(true);
        }
    }

    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("longer than 1 MiB");
            }
            return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
