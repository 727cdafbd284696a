package org.vidimus.server.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real servers on this machine: one that takes mail, and those that do not. */
class MailerTest {
    private static final String FROM = "vidimus@house.example";

    /** A busy machine is no slow server. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void bringsMailToAServerOnThisMachine() throws Exception {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        try {
            UUID id = UUID.randomUUID();
            mailer(server.getSmtp().getPort(), NoticeSettings.Security.NONE, null)
                    .send(id, "fleet@house.example", "Köln: 2 neue Meldungen", "Kamera 7: Akku schwach\n");

            assertThat(server.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Köln: 2 neue Meldungen");
            assertThat(mail.getContent().toString()).contains("Akku schwach");
            assertThat(mail.getFrom()[0].toString()).isEqualTo(FROM);
            assertThat(mail.getMessageID()).isEqualTo("<" + id + "@house.example>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        } finally {
            server.stop();
        }
    }

    @Test
    void signsInWithThePasswordOfAFileAndSaysWhenItIsWrong() throws Exception {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        server.setUser(FROM, "house", "right one");
        server.getUserManager().setAuthRequired(true);
        Path password = folder.resolve("password");
        try {
            Files.writeString(password, "right one\n");
            mailer(server.getSmtp().getPort(), NoticeSettings.Security.NONE, password)
                    .send(UUID.randomUUID(), FROM, "a", "b");
            assertThat(server.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();

            Files.writeString(password, "wrong one\n");
            assertThatThrownBy(() -> mailer(server.getSmtp().getPort(), NoticeSettings.Security.NONE, password)
                            .send(UUID.randomUUID(), FROM, "a", "b"))
                    .hasMessage("sign-in-failed");
        } finally {
            server.stop();
        }
    }

    @Test
    void doesNotGoOnWithoutTlsWhereItIsWanted() throws Exception {
        // This server knows no STARTTLS, as one would look from which somebody in between has cut it out.
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        try {
            assertThatThrownBy(() -> mailer(server.getSmtp().getPort(), NoticeSettings.Security.STARTTLS, null)
                            .send(UUID.randomUUID(), FROM, "a", "b"))
                    .isInstanceOf(NotSent.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void doesNotBelieveAServerWhoseCertificateNobodyVouchesFor() throws Exception {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTPS);
        try {
            assertThatThrownBy(() -> mailer(server.getSmtps().getPort(), NoticeSettings.Security.TLS, null)
                            .send(UUID.randomUUID(), FROM, "a", "b"))
                    .hasMessage("untrusted");
        } finally {
            server.stop();
        }
    }

    @Test
    void saysThatTheHouseCannotReadWhomItTrusts() {
        Mailer mailer = mailer(25, NoticeSettings.Security.TLS, null, PATIENCE, folder.resolve("none.pem"));

        assertThatThrownBy(() -> mailer.send(UUID.randomUUID(), FROM, "a", "b")).hasMessage("ca-unreadable");
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        // Held, so that nobody else comes to listen there.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThatThrownBy(() -> mailer(held.getLocalPort(), NoticeSettings.Security.NONE, null)
                            .send(UUID.randomUUID(), FROM, "a", "b"))
                    .hasMessage("unreachable");
        }
    }

    @Test
    void saysThatTheServerRefuses() throws Exception {
        try (Replying server = new Replying(
                "220 here\r\n", "250 here\r\n", "550 no such sender\r\n", "250 reset\r\n", "221 bye\r\n")) {
            assertThatThrownBy(() -> mailer(server.port(), NoticeSettings.Security.NONE, null)
                            .send(UUID.randomUUID(), FROM, "a", "b"))
                    .hasMessage("refused 550");
        }
    }

    @Test
    void letsGoOfAServerThatNeverComesToAnEnd() throws Exception {
        try (Replying server = new Replying()) {
            assertThatThrownBy(() -> mailer(server.port(), NoticeSettings.Security.NONE, null, Duration.ofMillis(500))
                            .send(UUID.randomUUID(), FROM, "a", "b"))
                    .hasMessage("too-slow");
        }
    }

    private static GreenMail started(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(PATIENCE.toMillis());
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }

    private static Mailer mailer(int port, NoticeSettings.Security security, @Nullable Path password) {
        return mailer(port, security, password, PATIENCE);
    }

    private static Mailer mailer(
            int port, NoticeSettings.Security security, @Nullable Path password, Duration patience) {
        return mailer(port, security, password, patience, null);
    }

    private static Mailer mailer(
            int port, NoticeSettings.Security security, @Nullable Path password, Duration patience, @Nullable Path ca) {
        return new Mailer(
                new NoticeSettings(
                        new NoticeSettings.Mail(
                                "127.0.0.1", port, security, password == null ? null : "house", password, FROM),
                        ca,
                        patience,
                        Duration.ofMinutes(1),
                        8),
                Clock.systemUTC());
    }

    /** Says one line for each that it hears, and then writes letters without an end. */
    private static final class Replying implements AutoCloseable {
        private final ServerSocket socket;

        Replying(String... lines) throws Exception {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> serve(lines));
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(String... lines) {
            try (Socket client = socket.accept()) {
                OutputStream out = client.getOutputStream();
                var in = new java.io.BufferedReader(
                        new java.io.InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                for (String line : lines) {
                    out.write(line.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    in.readLine();
                }
                while (true) {
                    // No line ever ends; each letter comes before the patience for one answer is over.
                    out.write('2');
                    out.flush();
                    Thread.sleep(50);
                }
            } catch (java.io.IOException | InterruptedException over) {
                // The other side has let go.
            }
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }
}
