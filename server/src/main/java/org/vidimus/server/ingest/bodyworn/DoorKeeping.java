package org.vidimus.server.ingest.bodyworn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** Makes doors, gives out their connection files, and closes them. */
@Service
class DoorKeeping {
    private static final int LONGEST_NAME = 60;
    private static final int MOST_NETWORKS = 100;
    /** As the specification has them. */
    private static final int MOST_ADDRESSES = 10;

    private static final int LONGEST_URI = 512;

    private final Gate gate;
    private final Doors doors;
    private final PrivateKeys keys;
    private final HouseCertificates certificates;
    private final Clock clock;

    DoorKeeping(Gate gate, Doors doors, PrivateKeys keys, HouseCertificates certificates, Clock clock) {
        this.gate = gate;
        this.doors = doors;
        this.keys = keys;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** How clips are encrypted before they leave the camera, and who can open them. */
    enum Sealing {
        /** They are not. */
        NONE,
        /** To a public key that the agency brings. */
        GIVEN,
        /** To a key made here whose private half is shown once and kept by nobody else. */
        SHOWN,
        /** To a key made here whose private half stays here: clips play in the desk. */
        KEPT
    }

    record Wish(
            String name,
            Optional<UnitId> unit,
            boolean autoRegister,
            Locale language,
            List<String> addresses,
            Sealing sealing,
            Optional<String> publicKey) {}

    /** @param privateKey PEM; seen here and never again */
    record Made(Door door, Optional<String> privateKey) {}

    Made make(Caller caller, Wish wish) {
        Passage passage = Passage.of(caller, Action.INTEGRATION_CHANGE).with("what", "make");
        return gate.change(passage, outcome -> {
            String name = wish.name().strip();
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                throw unfit("name", "1 to " + LONGEST_NAME + " characters");
            }
            Optional<PrivateKeys.Made> made =
                    switch (wish.sealing()) {
                        case NONE, GIVEN -> Optional.empty();
                        case SHOWN, KEPT -> Optional.of(keys.make());
                    };
            Door door = new Door(
                    DoorId.random(),
                    name,
                    wish.unit(),
                    wish.autoRegister(),
                    wish.language(),
                    networks(wish.addresses()),
                    wish.sealing() == Sealing.GIVEN
                            ? Optional.of(given(wish.publicKey()))
                            : made.map(PrivateKeys.Made::encryption),
                    clock.instant(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            doors.add(door);
            if (wish.sealing() == Sealing.KEPT) {
                made.ifPresent(keys::keep);
            }
            outcome.note("integration-door", door.id().toString())
                    .note("name", door.name())
                    .note("registers-cameras", door.autoRegister() ? "yes" : "no");
            door.encryption().ifPresent(encryption -> outcome.note("public-key-id", encryption.keyId()));
            return new Made(door, wish.sealing() == Sealing.SHOWN ? made.map(PrivateKeys.Made::pem) : Optional.empty());
        });
    }

    private static List<Network> networks(List<String> texts) {
        if (texts.size() > MOST_NETWORKS) {
            throw unfit("addresses", "at most " + MOST_NETWORKS);
        }
        return texts.stream()
                .map(text -> Network.of(text)
                        .orElseThrow(() -> unfit("addresses", "addresses or networks such as 10.1.0.0/16")))
                .toList();
    }

    private static Door.Encryption given(Optional<String> pem) {
        return pem.flatMap(PrivateKeys::given)
                .orElseThrow(() -> unfit("publicKey", "an RSA public key in PEM with 2,048 bits or more"));
    }

    List<Door> all(Caller caller) {
        return gate.view(Passage.of(caller, Action.INTEGRATION_LIST), outcome -> doors.all());
    }

    void close(Caller caller, DoorId id) {
        gate.change(about(caller, id, "close"), outcome -> {
            Door door = find(id);
            doors.close(id, clock.instant());
            // Commit point: key and tokens are gone. A file that is coming in asks once more before it is kept.
            outcome.note("name", door.name());
            return id;
        });
    }

    /**
     * The connection file, as the specification writes it. Absent attributes are not written.
     *
     * @param authenticationTokenUri where systems ask for tokens; the first that answers is used
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ConnectionFile(
            @JsonProperty("ConnectionFileVersion") String version,
            @JsonProperty("SiteName") String siteName,
            @JsonProperty("ApplicationName") String applicationName,
            @JsonProperty("ApplicationVersion") String applicationVersion,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("ContentDestinationAsNTPServer")
            boolean ntpServer,

            @JsonProperty("AuthenticationTokenURI") List<String> authenticationTokenUri,
            @JsonProperty("HTTPSCertificate") List<String> certificates,
            @JsonProperty("BlobAPIKey") String key,
            @JsonProperty("BlobAPIUserName") String userName,
            @JsonProperty("ContainerType") String containerType,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("FullStoreAndReadSupport")
            boolean fullSupport,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("WantEncryption")
            boolean wantEncryption,

            @JsonProperty("PublicKey") @Nullable String publicKey,
            @JsonProperty("PublicKeyId") @Nullable String publicKeyId) {}

    /** Makes a new key: what the file before it opened, it opens no more. @param addresses of this server, as systems reach it */
    ConnectionFile connect(Caller caller, DoorId id, List<String> addresses, String siteName) {
        return gate.change(about(caller, id, "connection-file"), outcome -> {
            Door door = find(id);
            List<String> uris = addresses.stream()
                    .map(address -> address.replaceAll("/+$", "") + Place.BASE + id + "/auth/v1.0")
                    .toList();
            if (uris.isEmpty() || uris.size() > MOST_ADDRESSES || !uris.stream().allMatch(DoorKeeping::isAddress)) {
                throw unfit(
                        "addresses", "1 to " + MOST_ADDRESSES + " addresses such as https://vidimus.example.org:8443");
            }
            String key = doors.newKey(id, clock.instant());
            outcome.note("name", door.name());
            boolean encrypted = uris.getFirst().startsWith("https:");
            return new ConnectionFile(
                    "1.0",
                    shortened(siteName.isBlank() ? door.name() : siteName.strip(), 64),
                    "Vidimus",
                    version(),
                    false,
                    uris,
                    encrypted ? certificates.base64() : List.of(),
                    key,
                    door.account(),
                    "mkv",
                    false,
                    door.encryption().isPresent(),
                    door.encryption()
                            .map(encryption -> Base64.getEncoder()
                                    .encodeToString(encryption.publicKey().getBytes(StandardCharsets.US_ASCII)))
                            .orElse(null),
                    door.encryption().map(Door.Encryption::keyId).orElse(null));
        });
    }

    private static boolean isAddress(String uri) {
        return uri.length() <= LONGEST_URI && uri.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?");
    }

    private static String version() {
        return Optional.ofNullable(DoorKeeping.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** @throws org.vidimus.server.Refused if it is closed, or never was */
    Door find(DoorId id) {
        return doors.find(id).orElseThrow(() -> new BodywornProblem.DoorUnknown(id.value()).refused());
    }

    private static Passage about(Caller caller, DoorId id, String what) {
        return Passage.of(caller, Action.INTEGRATION_CHANGE)
                .with("integration-door", id.toString())
                .with("what", what);
    }

    private static RuntimeException unfit(String field, String want) {
        return new BodywornProblem.DoorUnfit(field, want).refused();
    }
}
