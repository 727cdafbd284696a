package org.vidimus.server.ingest.bodyworn;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vidimus.server.evidence.Envelopes;
import org.vidimus.server.evidence.Examiner;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys that encrypted clips and tracks bring along, each wrapped with the agency's public key. Where the house has the
 * private key, viewing aids are made of what is inside; the clip itself stays encrypted as it came.
 */
@Component
class WrappedKeys implements Envelopes {
    private static final int IV_BYTES = 16;
    /** What OpenSSL's -oaep means, then what it should mean. */
    private static final List<String> DIGESTS = List.of("SHA-1", "SHA-256");

    private final Shelf shelf;
    private final PrivateKeys privateKeys;
    private final Examiner examiner;
    private final Originals originals;
    private final JdbcClient sql;
    private final JsonMapper json;

    WrappedKeys(
            Shelf shelf,
            PrivateKeys privateKeys,
            Examiner examiner,
            Originals originals,
            JdbcClient sql,
            JsonMapper json) {
        this.shelf = shelf;
        this.privateKeys = privateKeys;
        this.examiner = examiner;
        this.originals = originals;
        this.sql = sql;
        this.json = json;
    }

    /** A key file's content, as far as it is needed. */
    private record Wrapped(byte[] key, byte[] iv, Optional<String> keyId) {}

    @Override
    public Optional<Envelope> of(OriginalId original) {
        return shelf.ofOriginal(original)
                .filter(thing -> thing.kind() != Thing.Kind.KEY)
                .flatMap(this::keyFileOf)
                .map(this::open);
    }

    /** A key file goes by the name of what it opens, with its ending in place of the other's or behind it. */
    private Optional<Thing> keyFileOf(Thing thing) {
        return shelf.current(thing.container(), Thing.stem(thing.name()) + Thing.KEY_ENDING)
                .or(() -> shelf.current(thing.container(), thing.name() + Thing.KEY_ENDING));
    }

    private Envelope open(Thing keyFile) {
        Optional<Wrapped> wrapped = read(keyFile);
        if (wrapped.isEmpty()) {
            return new Envelope.Closed();
        }
        Set<String> names = new LinkedHashSet<>();
        doorsKey(keyFile.container()).ifPresent(names::add);
        wrapped.get().keyId().filter(PrivateKeys::isName).ifPresent(names::add);
        for (String name : names) {
            Optional<byte[]> key = privateKeys
                    .find(name)
                    .flatMap(secret -> unwrapped(wrapped.get().key(), secret));
            if (key.isPresent()) {
                return new Envelope.Open(key.get(), wrapped.get().iv());
            }
        }
        return new Envelope.Closed();
    }

    /** Also of a door that is closed by now: what came through it stays. */
    private Optional<String> doorsKey(UUID container) {
        return sql.sql("select d.public_key_id from integration_container c join integration_door d on d.id = c.door"
                        + " where c.id = ? and d.public_key_id is not null")
                .param(container)
                .query(String.class)
                .optional();
    }

    private Optional<Wrapped> read(Thing keyFile) {
        byte[] content = keyFile.content();
        if (content == null) {
            return Optional.empty();
        }
        try {
            JsonNode root = json.readTree(content);
            byte[] key = Base64.getMimeDecoder().decode(text(root, "EncryptedKey"));
            byte[] iv = Base64.getMimeDecoder().decode(text(root, "ContentEncryptionIV"));
            return key.length == 0 || iv.length != IV_BYTES
                    ? Optional.empty()
                    : Optional.of(new Wrapped(
                            key, iv, Optional.of(text(root, "PublicKeyId")).filter(id -> !id.isEmpty())));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Wherever in the file it stands, and however it is capitalised. */
    private static String text(JsonNode node, String name) {
        for (var field : node.properties()) {
            if (field.getKey().equalsIgnoreCase(name) && field.getValue().isString()) {
                return field.getValue().asString();
            }
        }
        for (JsonNode child : node) {
            String found = child.isContainer() ? text(child, name) : "";
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static Optional<byte[]> unwrapped(byte[] wrapped, PrivateKey secret) {
        for (String digest : DIGESTS) {
            try {
                Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
                cipher.init(
                        Cipher.DECRYPT_MODE,
                        secret,
                        new OAEPParameterSpec(
                                digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
                byte[] key = cipher.doFinal(wrapped);
                if (key.length == 16 || key.length == 24 || key.length == 32) {
                    return Optional.of(key);
                }
            } catch (GeneralSecurityException e) {
                // Not wrapped with this key, or not in this way: the next is tried, and then it stays closed.
                continue;
            }
        }
        return Optional.empty();
    }

    /** Looks again into what the key file opens; into nothing else of its recording. Joins the transaction. */
    void cameFor(Thing keyFile) {
        encrypted(keyFile.container(), List.of(keyFile)).forEach(examiner::again);
    }

    /** Looks again into what has its key by now and did not play when it was looked into. Joins the transaction. */
    void lookAgain(Container container) {
        List<Thing> keyFiles = shelf.current(container.id()).stream()
                .filter(thing -> thing.kind() == Thing.Kind.KEY)
                .toList();
        encrypted(container.id(), keyFiles)
                .filter(original -> originals
                        .find(original)
                        .filter(found -> found.playback() == Original.Playback.NONE && !found.hasTrack())
                        .isPresent())
                .forEach(examiner::again);
    }

    /** The clips and tracks that one of the key files goes with. */
    private Stream<OriginalId> encrypted(UUID container, List<Thing> keyFiles) {
        return shelf.current(container).stream()
                .filter(thing -> thing.isEvidence() && thing.kind() != Thing.Kind.KEY)
                .filter(thing -> keyFiles.stream()
                        .map(Thing::name)
                        .anyMatch(name -> name.equals(Thing.stem(thing.name()) + Thing.KEY_ENDING)
                                || name.equals(thing.name() + Thing.KEY_ENDING)))
                .map(thing -> new OriginalId(
                        thing.evidence().orElseThrow(), thing.original().orElseThrow()));
    }
}
