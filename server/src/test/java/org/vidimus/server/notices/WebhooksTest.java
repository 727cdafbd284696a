package org.vidimus.server.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vidimus.server.Settings;

class WebhooksTest {
    private static final String BODY = "{\"items\":[\"Kamera Köln\"]}";

    @TempDir
    Path data;

    record Call(Headers headers, String body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer receiver;
    private SigningKey key;
    private Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/ok", exchange -> {
            calls.add(new Call(
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/ok");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        receiver.createContext("/broken", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().write(new byte[1_000_000]);
            exchange.close();
        });
        receiver.createContext("/slow", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        receiver.start();
        key = new SigningKey(
                new Settings(
                        data,
                        new Settings.Database(null, null, null),
                        new Settings.Custody(Duration.ofMinutes(1), Duration.ofSeconds(1)),
                        new Settings.Access("PLAIN", List.of()),
                        new Settings.Jobs(1),
                        false),
                new SecureRandom());
        webhooks = webhooks(Duration.ofSeconds(30));
    }

    private Webhooks webhooks(Duration patience) {
        return webhooks(patience, null);
    }

    private Webhooks webhooks(Duration patience, @Nullable Path ca) {
        return new Webhooks(
                new NoticeSettings(
                        new NoticeSettings.Mail(null, null, NoticeSettings.Security.STARTTLS, null, null, null),
                        ca,
                        patience,
                        Duration.ofMinutes(1),
                        8),
                key,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        over.countDown();
        receiver.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    @Test
    void areSignedSoThatTheReceiverCanTellWhoCallsAndWhen() throws Exception {
        UUID channel = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        webhooks.send(id, channel, at("/ok"), BODY);

        Call call = calls.getFirst();
        String timestamp = call.headers().getFirst("Vidimus-Timestamp");
        // As docs/operate/alerts.md tells the receiver to do it.
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.secretOf(channel).getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String expected =
                HexFormat.of().formatHex(mac.doFinal((timestamp + "." + call.body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(call.headers().getFirst("Vidimus-Signature")).isEqualTo("v1=" + expected);
        assertThat(call.headers().getFirst("Vidimus-Delivery")).isEqualTo(id.toString());
        assertThat(call.body()).isEqualTo(BODY);
        assertThat(key.secretOf(UUID.randomUUID())).isNotEqualTo(key.secretOf(channel));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/notices.key"))))
                .isEqualTo("rw-------");
    }

    /** So that the message is tried again ever more slowly and given up, as with any other trouble. */
    @Test
    void sayThatTheHouseCannotReadWhomItTrusts() {
        Path ca = data.resolve("ca.pem");
        for (String text : List.of("", "nothing of the kind")) {
            assertThatThrownBy(() -> {
                        if (!text.isEmpty()) {
                            Files.writeString(ca, text);
                        }
                        webhooks(Duration.ofSeconds(30), ca)
                                .send(UUID.randomUUID(), UUID.randomUUID(), at("/ok"), BODY);
                    })
                    .isInstanceOf(NotSent.class)
                    .hasMessage("ca-unreadable");
        }
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/moved,answered 307", "/broken,answered 500", "/nowhere,answered 404"})
    void sayWhatWentWrongInACodeAlone(String path, String reason) {
        assertThatThrownBy(() -> webhooks.send(UUID.randomUUID(), UUID.randomUUID(), at(path), BODY))
                .isInstanceOf(NotSent.class)
                .hasMessage(reason);
        assertThat(calls).isEmpty();
    }

    @Test
    void letGoOfAReceiverThatDoesNotAnswer() {
        Webhooks impatient = webhooks(Duration.ofMillis(500));

        assertThatThrownBy(() -> impatient.send(UUID.randomUUID(), UUID.randomUUID(), at("/slow"), BODY))
                .isInstanceOf(NotSent.class)
                .hasMessage("too-slow");
    }

    @Test
    void sayThatNobodyIsThere() throws Exception {
        // Held, so that nobody else comes to listen there.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "http://127.0.0.1:" + held.getLocalPort() + "/ok";

            assertThatThrownBy(() -> webhooks.send(UUID.randomUUID(), UUID.randomUUID(), address, BODY))
                    .hasMessage("unreachable");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.org/a?b=c,true",
        "http://127.0.0.1:9/x,true",
        "http://localhost/x,true",
        "http://hooks.example.org/,false",
        "http://127.0.0.1.example.org/,false",
        "http://localhost@evil.example/,false",
        "https://user:password@hooks.example.org/,false",
        "ftp://127.0.0.1/,false",
        "file:///etc/passwd,false",
        "hooks.example.org,false",
    })
    void goByHttpsOrStayOnThisMachine(String address, boolean fit) {
        assertThat(Addresses.isWebhook(address)).isEqualTo(fit);
    }

    @ParameterizedTest
    @CsvSource({
        "fleet@house.example,true",
        "a.b+c@sub.house.example,true",
        "'fleet@house.example, other@house.example',false",
        "'Fleet <fleet@house.example>',false",
        "fleet,false",
        "@house.example,false",
    })
    void mailGoesToOneAddress(String address, boolean fit) {
        assertThat(Addresses.isMail(address)).isEqualTo(fit);
        assertThat(Addresses.isMail(address + "\r\nBcc: x@y.example")).isFalse();
    }
}
