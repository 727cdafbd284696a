package org.vidimus.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String EVIDENCE = UUID.randomUUID().toString();

    private final byte[] bundle = new byte[3_000_000];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String ordered = "";
    private int status = 201;
    private long sent = bundle.length;
    private HttpServer server;

    @TempDir
    Path folder;

    ExportCommandTest() throws IOException {
        new Random(1).nextBytes(bundle);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/api/bundles", this::order);
        server.createContext("/api/bundles/b1/content", this::content);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void order(HttpExchange exchange) throws IOException {
        ordered = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int answer = known ? status : 401;
        byte[] body = (answer == 201
                        ? "{\"id\":\"b1\",\"name\":\"vidimus-b1.zip\",\"lengthBytes\":" + bundle.length
                                + ",\"url\":\"/api/bundles/b1/content\"}"
                        : "{\"code\":\"no-such-evidence\",\"detail\":\"there is no such evidence\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void content(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, bundle.length);
        exchange.getResponseBody().write(bundle, 0, (int) sent);
        exchange.close();
    }

    private int run(String... arguments) {
        return new ExportCommand(out, new PrintStream(err, true, StandardCharsets.UTF_8), Locale.ENGLISH)
                .run(arguments);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int export(Path target) {
        return run("--server", address(), "--token", "t", "--evidence", EVIDENCE, "--out", target.toString());
    }

    @Test
    void savesTheBundleUnderTheNameGiven() throws IOException {
        Path target = folder.resolve("case.zip");

        int code = run(
                "--server",
                address(),
                "--token",
                "t",
                "--evidence",
                EVIDENCE + "," + EVIDENCE,
                "--out",
                target.toString(),
                "--purpose",
                "COMPLAINT",
                "--reference",
                "B 12/26",
                "--words",
                "knee");

        assertThat(code).isZero();
        assertThat(target).hasBinaryContent(bundle);
        assertThat(folder.resolve("case.zip.part")).doesNotExist();
        assertThat(ordered)
                .contains(EVIDENCE, "\"purpose\":\"COMPLAINT\"", "\"reference\":\"B 12/26\"", "\"words\":\"knee\"");
    }

    @Test
    void takesTheServersNameInAFolder() {
        assertThat(export(folder)).isZero();

        assertThat(folder.resolve("vidimus-b1.zip")).hasBinaryContent(bundle);
    }

    @Test
    void writesToStandardOutput() {
        assertThat(run("--server", address(), "--token", "t", "--evidence", EVIDENCE, "--out", "-"))
                .isZero();

        assertThat(out.toByteArray()).isEqualTo(bundle);
    }

    @Test
    void leavesNoFileWhenTheBundleBreaksOff() throws IOException {
        sent = 1_000_000;
        Path target = folder.resolve("case.zip");

        assertThat(export(target)).isEqualTo(1);

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No file was made");
    }

    @Test
    void keepsAnEarlierFileWhenTheServerRefuses() throws IOException {
        status = 404;
        Path target = Files.writeString(folder.resolve("case.zip"), "earlier");

        assertThat(export(target)).isEqualTo(1);

        assertThat(target).hasContent("earlier");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no-such-evidence", "there is no such evidence");
    }

    @Test
    void saysThatTheTokenIsNotAccepted() {
        int code = run("--server", address(), "--token", "wrong", "--evidence", EVIDENCE, "--out", "x");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("does not accept the token");
    }

    @Test
    void refusesACommandLineThatMakesNoSense() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--server", address(), "--token", "t", "--evidence", "../x", "--out", "x"))
                .isEqualTo(2);
        assertThat(run("--server", "ftp://x", "--token", "t", "--evidence", EVIDENCE, "--out", "x"))
                .isEqualTo(2);
        assertThat(run("--server")).isEqualTo(2);
        assertThat(run("--frob", "1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage");
    }
}
