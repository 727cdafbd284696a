package org.vidimus.server.ingest.bodyworn;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.ingest.bodyworn.Receiving.File;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Large objects: a sender stores pieces, then a manifest that names them. The pieces are put together into one file as it left
 * the camera, which is kept as any other; after that they have served their purpose.
 */
@Service
class Joining {
    private static final int MOST_PIECES = 1000;

    private final Gate gate;
    private final Shelf shelf;
    private final Receiving receiving;
    private final Vault vault;
    private final JsonMapper json;

    Joining(Gate gate, Shelf shelf, Receiving receiving, Vault vault, JsonMapper json) {
        this.gate = gate;
        this.shelf = shelf;
        this.receiving = receiving;
        this.vault = vault;
        this.json = json;
    }

    /** By a list of them (static large object). @return the ETag of the whole, in quotation marks */
    String byList(Door door, File file, byte[] manifest) throws IOException {
        return join(door, file, pieces(door, () -> listed(door, manifest)));
    }

    /** By the beginning of their names (dynamic large object): {@code container/prefix}. */
    String byPrefix(Door door, File file, String manifest) throws IOException {
        return join(door, file, pieces(door, () -> beginning(door, manifest)));
    }

    private interface Search {
        List<Thing> run();
    }

    private List<Thing> pieces(Door door, Search search) {
        Passage passage = Passage.of(door.caller(), Action.INTEGRATION_RECEIVE)
                .with("integration-door", door.id().toString());
        return gate.view(passage, outcome -> search.run());
    }

    private String join(Door door, File file, List<Thing> pieces) throws IOException {
        StringBuilder etags = new StringBuilder();
        pieces.forEach(piece -> etags.append(piece.etag()));
        String etag = "\"" + Md5.of(etags.toString().getBytes(StandardCharsets.UTF_8)) + "\"";
        if (pieces.stream().anyMatch(piece -> piece.state() == Thing.State.JOINED)) {
            return joinedBefore(door, file, etag);
        }
        try (InputStream whole = new SequenceInputStream(Collections.enumeration(new Lazily(pieces)))) {
            return receiving.receive(
                    door,
                    new File(file.place(), file.meta(), file.contentType(), file.declared(), pieces, Optional.of(etag)),
                    whole);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The answer to the first manifest was lost on its way. */
    private String joinedBefore(Door door, File file, String etag) {
        return shelf.find(door.id(), file.container())
                .flatMap(container -> shelf.current(container.id(), file.name()))
                .filter(there -> there.etag().equals(etag))
                .map(Thing::etag)
                .orElseThrow(() -> new BodywornProblem.SegmentsMissing(file.name()).refused());
    }

    /** Opens each piece when the one before has ended. */
    private final class Lazily extends java.util.AbstractCollection<InputStream> {
        private final List<Thing> pieces;

        Lazily(List<Thing> pieces) {
            this.pieces = pieces;
        }

        @Override
        public Iterator<InputStream> iterator() {
            Iterator<Thing> rest = pieces.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rest.hasNext();
                }

                @Override
                public InputStream next() {
                    return open(rest.next());
                }
            };
        }

        @Override
        public int size() {
            return pieces.size();
        }
    }

    private InputStream open(Thing piece) {
        byte[] content = piece.content();
        ObjectId object = piece.object().orElse(null);
        if (object == null) {
            return new java.io.ByteArrayInputStream(content == null ? new byte[0] : content);
        }
        try {
            return vault.open(object, 0, piece.lengthBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Thing> listed(Door door, byte[] manifest) {
        JsonNode list = read(manifest);
        List<Thing> pieces = new ArrayList<>();
        for (JsonNode entry : list) {
            pieces.add(piece(door, entry));
        }
        return pieces;
    }

    private JsonNode read(byte[] manifest) {
        try {
            JsonNode list = json.readTree(manifest);
            if (list.isArray() && !list.isEmpty() && list.size() <= MOST_PIECES) {
                return list;
            }
        } catch (JacksonException e) {
            throw unfit("a JSON list of {path, etag, size_bytes}");
        }
        throw unfit("a list of 1 to " + MOST_PIECES + " segments");
    }

    private Thing piece(Door door, JsonNode entry) {
        if (entry.has("range") || entry.has("data")) {
            throw unfit("whole segments; ranges and inline data are not offered");
        }
        String path = entry.path("path").asString("").replaceFirst("^/", "");
        String[] names = path.split("/", 2);
        if (names.length < 2 || names[1].isEmpty()) {
            throw unfit("paths such as /container/object");
        }
        Thing piece = shelf.find(door.id(), names[0])
                .flatMap(container -> shelf.current(container.id(), names[1]))
                .filter(Joining::hasBytes)
                .orElseThrow(() -> new BodywornProblem.SegmentsMissing(path).refused());
        String etag = entry.path("etag").asString("");
        if (!etag.isEmpty() && !Receiving.unquoted(etag).equalsIgnoreCase(Receiving.unquoted(piece.etag()))) {
            throw unfit("the etag of segment " + path + " to be " + piece.etag());
        }
        if (entry.path("size_bytes").isNumber() && entry.path("size_bytes").asLong() != piece.lengthBytes()) {
            throw unfit("the size of segment " + path + " to be " + piece.lengthBytes() + " bytes");
        }
        return piece;
    }

    private List<Thing> beginning(Door door, String manifest) {
        String[] names = manifest.replaceFirst("^/", "").split("/", 2);
        if (names.length < 2) {
            throw unfit("X-Object-Manifest such as container/prefix");
        }
        String prefix = Place.decoded(names[1]);
        List<Thing> pieces = shelf.find(door.id(), Place.decoded(names[0]))
                .map(container -> shelf.beginning(container.id(), prefix, MOST_PIECES + 1))
                .orElse(List.of());
        if (pieces.size() > MOST_PIECES) {
            throw unfit("at most " + MOST_PIECES + " segments");
        }
        if (pieces.isEmpty() || !pieces.stream().allMatch(Joining::hasBytes)) {
            throw new BodywornProblem.SegmentsMissing(manifest).refused();
        }
        return pieces;
    }

    /** Of one that has been joined, whoever asks finds the whole. */
    private static boolean hasBytes(Thing piece) {
        return piece.state() == Thing.State.JOINED || piece.object().isPresent() || piece.content() != null;
    }

    private static RuntimeException unfit(String want) {
        return new BodywornProblem.Unfit("manifest", want).refused();
    }
}
