package org.vidimus.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Vidimus server, as a client with a token sees it. Safe for many threads.
 *
 * <p>Speaks HTTP/1.1 and follows no redirects: a token goes to the address it was given for and to no other.
 */
public final class Server implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST_ANSWER = 64 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI base;
    private final Optional<Token> token;
    private final HttpClient http;
    private final ExecutorService threads;

    /** @param base such as {@code https://vidimus.example.org}, with or without a path of its own */
    public Server(URI base, Token token) {
        this(base, Optional.of(token), defaults());
    }

    /**
     * @param token empty where the own certificate says who one is
     * @throws IOException if the certificates cannot be read
     */
    public Server(URI base, Optional<Token> token, Trust trust) throws IOException {
        this(base, token, trust.context());
    }

    private static SSLContext defaults() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java speaks no TLS", e);
        }
    }

    private Server(URI base, Optional<Token> token, SSLContext context) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text : text + "/");
        this.token = token;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("http-", 0).daemon().factory());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .sslContext(context)
                .build();
    }

    /**
     * Reads a server's address as people type it.
     *
     * @throws IllegalArgumentException if it is not an http or https address
     */
    public static URI address(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("not the address of a server: " + text);
        }
        return uri;
    }

    /** Whether token and footage travel to this address unencrypted, beyond this machine. */
    public static boolean exposed(URI address) {
        String host = String.valueOf(address.getHost());
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return "http".equalsIgnoreCase(address.getScheme()) && !local;
    }

    /** @param path relative to the server, without a leading slash, such as {@code api/uploads} */
    public URI at(String path) {
        return base.resolve(path);
    }

    /** A request that carries the token, where there is one. */
    public HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known.secret()));
        return request;
    }

    /**
     * @throws Refusal if the server answers with anything but 2xx
     * @throws IOException if it does not answer
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request(at(path))
                .header("Accept", "application/json")
                .timeout(ANSWER)
                .build()));
    }

    /** As {@link #get}, sending {@code body}. */
    public JsonNode post(String path, byte[] body) throws IOException, InterruptedException {
        return json(send(request(at(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .timeout(ANSWER.multipliedBy(2))
                .POST(BodyPublishers.ofByteArray(body))
                .build()));
    }

    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return post(path, JSON.writeValueAsBytes(body));
    }

    /**
     * Sends and takes a small answer whole.
     *
     * @throws Refusal if the server answers with anything but 2xx
     */
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return checked(http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER)));
    }

    /** Sends, and hands the answer to {@code handler} as it comes, whatever its status. */
    public <T> HttpResponse<T> stream(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(request, handler);
    }

    /**
     * Sends a large body, for as long as it moves.
     *
     * @param sent bytes that have gone out so far
     * @param patience how long nothing may move, the wait for the answer included
     * @throws Refusal if the server answers with anything but 2xx
     * @throws IOException if the connection breaks or stalls; how much arrived is not known
     */
    public HttpResponse<byte[]> send(HttpRequest request, LongSupplier sent, Duration patience)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return checked(whileMoving(answer, sent, patience));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static <T> T whileMoving(CompletableFuture<T> answer, LongSupplier sent, Duration patience)
            throws IOException, InterruptedException, ExecutionException {
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            try {
                return answer.get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillGoing) {
                long now = sent.getAsLong();
                if (now != before) {
                    before = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > patience.toNanos()) {
                    throw new IOException("nothing moved for " + patience.toSeconds() + " s");
                }
            }
        }
    }

    private static HttpResponse<byte[]> checked(HttpResponse<byte[]> response) throws Refusal {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), response.headers(), response.body());
        }
        return response;
    }

    /** The server's no, in its own words where it gave any. */
    public static Refusal refusal(int status, HttpHeaders headers, byte[] body) {
        String code = "http-" + status;
        String detail = "the server answered " + status;
        try {
            JsonNode problem = JSON.readTree(body);
            code = problem.path("code").asString(code);
            detail = problem.path("detail").asString(problem.path("title").asString(detail));
        } catch (JacksonException notJson) {
            String text = new String(body, StandardCharsets.UTF_8).strip();
            if (!text.isEmpty() && text.length() <= 200 && !text.startsWith("<")) {
                detail = detail + ": " + text;
            }
        }
        return new Refusal(status, code, detail, retryAfter(headers));
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        try {
            return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JacksonException bad) {
            throw new IOException("the server's answer is not JSON", bad);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
