package org.vidimus.server.ingest.bodyworn;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.evidence.Marks;
import tools.jackson.databind.json.JsonMapper;

/** What the house itself puts into the container {@code System}: its capabilities and its categories. */
@Component
class Offer {
    private static final List<String> STORES = List.of(
            "StoreBookmarks", "StoreRejectedContent", "StoreUserIDKey", "StoreSignedVideo", "StoreGNSSTrackRecording");

    private final Marks marks;
    private final JsonMapper json;

    Offer(Marks marks, JsonMapper json) {
        this.marks = marks;
        this.json = json;
    }

    /** Empty for a name that is not the house's. The specification writes one of them in two ways. */
    Optional<byte[]> named(String name, Door door) {
        return switch (name) {
            case "Capabilities.json", "Capability.json" -> Optional.of(bytes(capabilities()));
            case "Categories.json" -> Optional.of(bytes(categories(door)));
            default -> Optional.empty();
        };
    }

    static boolean isOurs(String name) {
        return name.equals("Capabilities.json") || name.equals("Capability.json") || name.equals("Categories.json");
    }

    /** Systems before version 1.6.9 of the specification looked for all of them below {@code StoreAndRead}. */
    private static Map<String, Map<String, Boolean>> capabilities() {
        Map<String, Boolean> stores = new LinkedHashMap<>();
        STORES.forEach(name -> stores.put(name, true));
        Map<String, Boolean> both = new LinkedHashMap<>();
        both.put("StoreReadSystemID", true);
        both.putAll(stores);
        Map<String, Map<String, Boolean>> all = new LinkedHashMap<>();
        all.put("Read", Map.of("ReadCategories", true));
        all.put("Store", stores);
        all.put("StoreAndRead", both);
        return all;
    }

    private List<Map<String, String>> categories(Door door) {
        return marks.choices(door.language()).stream()
                .map(choice -> {
                    Map<String, String> entry = new LinkedHashMap<>();
                    entry.put("Name", choice.name());
                    entry.put("Id", choice.id());
                    return entry;
                })
                .toList();
    }

    private byte[] bytes(Object value) {
        return json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
}
