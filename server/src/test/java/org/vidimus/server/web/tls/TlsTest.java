package org.vidimus.server.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.client.Server;
import org.vidimus.client.Token;
import org.vidimus.client.Trust;
import org.vidimus.server.ServerTest;
import org.vidimus.server.Settings;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.certificates.HouseAuthority;
import org.vidimus.server.access.certificates.Pair;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server over real TLS connections: its own certificate, and docks that show theirs. */
@ServerTest
@TestPropertySource(properties = "vidimus.tls.mode=ON")
class TlsTest {
    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    Settings settings;

    @Autowired
    HouseAuthority authority;

    @Autowired
    JdbcClient sql;

    TlsClient anybody;

    @BeforeEach
    void connect() {
        anybody = TlsClient.trusting(port, authority.certificate());
    }

    @Test
    void isSpokenWithACertificateOfTheHousesOwn() throws Exception {
        HttpResponse<String> answer = anybody.get("/api/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000"));
        assertThat(Files.getPosixFilePermissions(settings.keys().resolve("house-ca.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> TlsClient.trusting(
                                port,
                                TestCertificates.authority("another house").certificate())
                        .get("/api/health"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void keepsSessionsInACookieThatNoOtherHostCanSet() throws Exception {
        people.person(Role.WEARER);

        HttpResponse<String> signedIn = anybody.post(
                "/api/session", "{\"login\":\"wearer\",\"password\":\"" + TestPeople.PASSWORD + "\"}", Map.of());

        assertThat(signedIn.statusCode()).isEqualTo(200);
        String cookie = signedIn.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("__Host-VIDIMUS="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain");
        HttpResponse<String> forged =
                anybody.post("/api/units", "{\"name\":\"x\"}", Map.of("Cookie", cookie.split(";")[0]));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("csrf-token-missing");
    }

    @Test
    void speaksNothingOld() throws Exception {
        try (SSLSocket modern = anybody.socket(port, List.of("TLSv1.2"), List.of())) {
            assertThat(modern.getSession().getCipherSuite()).contains("ECDHE", "GCM");
        }
        assertThatThrownBy(() ->
                        anybody.socket(port, List.of("TLSv1.2"), List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> anybody.socket(port, List.of("TLSv1.1"), List.of()))
                .isInstanceOfAny(SSLException.class, IllegalArgumentException.class);
    }

    @Test
    void letsADockInByItsCertificateUntilItIsRevoked() throws Exception {
        KeyPair keys = TestCertificates.newKeys();
        JsonNode issued = certify(keys);
        TlsClient dock = anybody.showing(keys, issued.get("certificate").asString());

        HttpResponse<String> me = dock.get("/api/session");
        assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(me.body()).get("roles").get(0).asString())
                .isEqualTo("DOCK");
        assertThat(dock.get("/api/people").statusCode()).isEqualTo(403);

        HttpResponse<String> revoked = anybody.delete(
                "/api/docks/certificates/" + issued.get("id").asString(), people.token(Role.ADMINISTRATOR));
        assertThat(revoked.statusCode()).isEqualTo(204);
        HttpResponse<String> refused = dock.get("/api/session");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("certificate-refused");
    }

    @Test
    void letsNobodyInByACertificateThatIsNotTheHouses() throws Exception {
        KeyPair keys = TestCertificates.newKeys();
        var stranger = TestCertificates.authority("Vidimus house authority");

        assertThatThrownBy(() -> anybody.showing(keys, stranger.sign(keys, "dock x", Duration.ofDays(1)))
                        .get("/api/session"))
                .isInstanceOf(IOException.class);
        // Signed by the house's key, and yet not one that it gave to a dock: the list decides.
        KeyPair unlisted = TestCertificates.newKeys();
        String signed = certify(unlisted).get("certificate").asString();
        sql.sql("delete from dock_certificate").update();
        assertThat(anybody.showing(unlisted, signed).get("/api/session").statusCode())
                .isEqualTo(401);
        assertThat(anybody.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void letsNobodyInByACertificateThatHasEnded() throws Exception {
        KeyPair keys = TestCertificates.newKeys();
        String ended =
                TestCertificates.signedBy(settings.keys(), authority.certificate(), keys, Duration.ofMinutes(-1));
        assertThatThrownBy(() -> anybody.showing(keys, ended).get("/api/session"))
                .isInstanceOf(IOException.class);

        KeyPair other = TestCertificates.newKeys();
        JsonNode issued = certify(other);
        TlsClient dock = anybody.showing(other, issued.get("certificate").asString());
        assertThat(dock.get("/api/session").statusCode()).isEqualTo(200);
        sql.sql("update dock_certificate set expires_at = issued_at where id = ?::uuid")
                .param(issued.get("id").asString())
                .update();
        assertThat(dock.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void certifiesOnlyKeysThatAreHeldAndStrong() throws Exception {
        String token = people.token(Role.DOCK);

        for (String unfit :
                List.of("", "no request", TestCertificates.requestForAnothersKey(), TestCertificates.weak())) {
            HttpResponse<String> answer = anybody.post(
                    "/api/docks/certificates",
                    JsonMapper.shared().writeValueAsString(Map.of("request", unfit)),
                    Map.of("Authorization", "Bearer " + token));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        }
        HttpResponse<String> wearer = anybody.post(
                "/api/docks/certificates",
                JsonMapper.shared()
                        .writeValueAsString(Map.of("request", TestCertificates.request(TestCertificates.newKeys()))),
                Map.of("Authorization", "Bearer " + people.token(Role.WEARER)));
        assertThat(wearer.statusCode()).isEqualTo(403);
    }

    @Test
    void isWhatTheDockAgentSpeaks(@TempDir Path folder) throws Exception {
        KeyPair keys = TestCertificates.newKeys();
        Path own = Files.writeString(
                folder.resolve("dock.crt"), certify(keys).get("certificate").asString());
        Path key = Files.writeString(folder.resolve("dock.key"), Pair.pem(keys.getPrivate()));
        Path ca = settings.keys().resolve("house-ca.crt");
        URI address = URI.create("https://127.0.0.1:" + port);

        try (Server server =
                new Server(address, Optional.empty(), new Trust(Optional.of(ca), Optional.of(own), Optional.of(key)))) {
            assertThat(server.get("api/session").get("roles").toString()).contains("DOCK");
        }
        try (Server token = new Server(
                address,
                Optional.of(new Token(people.token(Role.DOCK))),
                new Trust(Optional.of(ca), Optional.empty(), Optional.empty()))) {
            assertThat(token.get("api/session").get("roles").toString()).contains("DOCK");
        }
        try (Server unbelieving = new Server(address, Optional.empty(), Trust.PUBLIC)) {
            assertThatThrownBy(() -> unbelieving.get("api/session")).isInstanceOf(IOException.class);
        }
    }

    private JsonNode certify(KeyPair keys) throws Exception {
        HttpResponse<String> answer = anybody.post(
                "/api/docks/certificates",
                JsonMapper.shared().writeValueAsString(Map.of("request", TestCertificates.request(keys))),
                Map.of("Authorization", "Bearer " + people.token(Role.DOCK)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void isNotLeftOutTowardsOtherMachines() {
        for (String exposed : List.of("0.0.0.0", "10.0.0.7", "::", "vidimus.example.org")) {
            var environment = new MockEnvironment()
                    .withProperty("server.address", exposed)
                    .withProperty("vidimus.tls.mode", "OFF");
            new TlsEnvironment().postProcessEnvironment(environment, new org.springframework.boot.SpringApplication());
            var guard = new TlsConfiguration().plainHttpOnThisMachineAlone(environment);
            assertThatThrownBy(() -> guard.customize(
                            new org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory()))
                    .as(exposed)
                    .isInstanceOf(Exposed.class);

            environment.setProperty("vidimus.tls.mode", "AUTO");
            new TlsEnvironment().postProcessEnvironment(environment, new org.springframework.boot.SpringApplication());
            guard.customize(new org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory());
            assertThat(environment.getProperty("server.ssl.enabled")).isEqualTo("true");
        }
        var here = new MockEnvironment().withProperty("server.address", "127.0.0.1");
        new TlsEnvironment().postProcessEnvironment(here, new org.springframework.boot.SpringApplication());
        assertThat(here.containsProperty("server.ssl.enabled")).isFalse();
    }
}
