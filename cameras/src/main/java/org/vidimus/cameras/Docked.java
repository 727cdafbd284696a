package org.vidimus.cameras;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A virtual camera in its slot: it charges, sets its clock and takes settings when the dock writes them. One thread at a time. */
public final class Docked {
    private static final JsonMapper JSON = new JsonMapper();

    private final VirtualCamera camera;
    private final CameraFolder card;
    private Instant since;
    private String taken = "";

    /** @param since when it was put there */
    public Docked(VirtualCamera camera, CameraFolder card, Instant since) {
        this.camera = camera;
        this.card = card;
        this.since = since;
        camera.plugIn(since);
    }

    /** What it did until then, with its log and its list as they are then. */
    public void until(Instant now) throws IOException {
        int lines = camera.log().size();
        while (!since.plus(VirtualCamera.DOCK_READINGS).isAfter(now)) {
            Instant next = since.plus(VirtualCamera.DOCK_READINGS);
            camera.charge(since, next);
            since = next;
        }
        obey(now);
        if (camera.log().size() > lines) {
            card.log();
            card.list(now);
        }
    }

    /** It is taken out. */
    void leave(Instant at) throws IOException {
        until(at);
        camera.charge(since, at);
    }

    /** Each wish is done once. */
    private void obey(Instant now) throws IOException {
        Path clock = card.at().resolve(CameraFolder.CLOCK);
        if (Files.exists(clock)) {
            camera.setClock(now);
            Files.deleteIfExists(clock);
        }
        Path file = card.at().resolve(CameraFolder.SETTINGS);
        Optional<JsonNode> wished = wish(file);
        if (wished.isPresent()) {
            Map<String, Object> news = values(wished.get());
            news.entrySet().removeIf(each -> String.valueOf(each.getValue())
                    .equals(String.valueOf(camera.settings().get(each.getKey()))));
            if (!news.isEmpty()) {
                camera.take(news, now);
            }
        }
    }

    private Optional<JsonNode> wish(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        if (text.equals(taken)) {
            return Optional.empty();
        }
        try {
            JsonNode read = JSON.readTree(text);
            taken = text;
            return Optional.of(read);
        } catch (JacksonException half) {
            // The dock is still writing it: looked at again.
            return Optional.empty();
        }
    }

    /** Either the values alone, or {@code vidimus.settings/v1} with them as its {@code values}. */
    private static Map<String, Object> values(JsonNode file) {
        JsonNode values = file.path("format").asString("").equals("vidimus.settings/v1") ? file.path("values") : file;
        Map<String, Object> read = new LinkedHashMap<>();
        for (var value : values.properties()) {
            read.put(value.getKey(), JSON.treeToValue(value.getValue(), Object.class));
        }
        return read;
    }
}
