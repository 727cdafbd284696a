package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What people of the house do on the day of the demo, each as themselves: the fleet manager furnishes the dock room, wearers say what is
 * broken, cameras are handed out. Done once; a start that was cut short goes on with the part that is missing.
 */
final class DemoDay {
    private static final String FLEET_MANAGER = "frida";
    static final int FAILING = 13;
    private static final int CLIP_BROKEN = 2;
    private static final int AT_SUPPLIER = 19;
    private static final int MENDED = 17;

    private final DemoApi api;
    private final Function<String, String> token;
    private final Path folder;

    /** @param token of a person, by login */
    DemoDay(DemoApi api, Function<String, String> token, Path folder) {
        this.api = api;
        this.token = token;
        this.folder = folder;
    }

    private static Map<String, Object> settings(int volume) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("resolution", "1080p");
        values.put("preRecordSeconds", 0);
        values.put("frontDisplay", true);
        values.put("tones", true);
        values.put("reminderSeconds", 120);
        values.put("volume", volume);
        return Map.of("name", "Streifendienst", "values", values, "houseDefault", true);
    }

    private interface Part {
        void happen(String frida) throws IOException, InterruptedException;
    }

    private void once(String name, Part part) throws IOException, InterruptedException {
        Path done = folder.resolve("day-" + name);
        if (!Files.exists(done)) {
            part.happen(token.apply(FLEET_MANAGER));
            // What was done stays done: the worst that a crash before leaves is a part that happens twice.
            Files.createFile(done);
        }
    }

    /** Before the dock starts. */
    void morning(String dock, Map<String, String> people, Map<String, String> units)
            throws IOException, InterruptedException {
        once("dock", frida -> {
            JsonNode site = api.post(frida, "/api/sites", Map.of("name", "Rathaus, Dockraum"));
            api.post(
                    frida,
                    "/api/docks",
                    Map.of("name", dock, "site", text(site, "id"), "unit", units.getOrDefault(DemoPerson.MIDDLE, "")));
        });
        once("settings", frida -> api.post(frida, "/api/camera-settings", settings(60)));
        once("badges", frida -> {
            for (DemoPerson wearer : DemoPerson.wearers()) {
                api.post(
                        frida,
                        "/api/people/" + people.get(wearer.login()) + "/badges",
                        Map.of("number", wearer.badge()));
            }
        });
    }

    /** When the cameras are offloaded. @return the serials of those that were taken away */
    List<String> afternoon(Map<String, String> people) throws IOException, InterruptedException {
        once("faults", frida -> {
            api.post(
                    token.apply("emre"),
                    "/api/faults",
                    Map.of(
                            "serial",
                            DemoFleet.serial(CLIP_BROKEN),
                            "code",
                            "BUTTON_OR_CLIP",
                            "text",
                            "Der Clip hält nicht mehr an der Weste."));
            api.post(
                    token.apply("greta"),
                    "/api/faults",
                    Map.of(
                            "serial",
                            DemoFleet.serial(FAILING),
                            "code",
                            "BATTERY_SHORT",
                            "text",
                            "Geht vor Schichtende aus."));
        });
        once("tickets", this::tickets);
        once("taken", frida -> {
            Set<String> have = new HashSet<>();
            for (JsonNode camera : api.get(frida, "/api/cameras").path("items")) {
                have.add(camera.path("handOut").path("person").path("id").asString(""));
            }
            // What is at the supplier's stands in no slot either.
            StringBuilder taken = new StringBuilder(DemoFleet.serial(AT_SUPPLIER)).append("\n");
            for (String unit : List.of(DemoPerson.MIDDLE, DemoPerson.SOUTH)) {
                String free = DemoPerson.wearersOf(unit).reversed().stream()
                        .map(person -> people.getOrDefault(person.login(), ""))
                        .filter(id -> !have.contains(id))
                        .findFirst()
                        .orElse("");
                JsonNode given = api.post(frida, "/api/hand-outs", Map.of("person", free));
                String serial = given.path("camera").path("serial").asString("");
                taken.append(serial).append(serial.isEmpty() ? "" : "\n");
            }
            Files.writeString(folder.resolve("taken"), taken);
        });
        return Files.readAllLines(folder.resolve("taken"));
    }

    /** When those that were taken are away: they are not set as the others from then on. */
    void evening() throws IOException, InterruptedException {
        once("louder", frida -> {
            JsonNode items = api.get(frida, "/api/camera-settings").path("items");
            api.put(frida, "/api/camera-settings/" + text(items.path(0), "id"), settings(70));
        });
    }

    private void tickets(String frida) throws IOException, InterruptedException {
        Map<String, String> cameras = cameras(frida);
        ticket(
                frida,
                cameras.getOrDefault(DemoFleet.serial(FAILING), ""),
                "Akku hält keine Schicht mehr",
                "Reichte vor zwei Wochen noch für acht Stunden, jetzt für keine vier.");
        String clip = ticket(
                frida,
                cameras.getOrDefault(DemoFleet.serial(CLIP_BROKEN), ""),
                "Clip gebrochen",
                "Ersatzclip bestellt.");
        api.put(frida, "/api/tickets/" + clip, Map.of("parts", "Clip K-2, 1 Stück"));
        String broken = ticket(
                frida,
                cameras.getOrDefault(DemoFleet.serial(AT_SUPPLIER), ""),
                "Objektiv beschlägt",
                "Feuchtigkeit hinter dem Glas, Gewährleistung.");
        api.put(
                frida,
                "/api/tickets/" + broken,
                Map.of("state", "AT_SUPPLIER", "supplierReference", "RMA 2231", "text", "Eingeschickt."));
        String mended = ticket(
                frida,
                cameras.getOrDefault(DemoFleet.serial(MENDED), ""),
                "Aufnahmetaste klemmt",
                "Mehrmals im Dienst bemerkt.");
        api.put(
                frida,
                "/api/tickets/" + mended,
                Map.of("state", "MENDED", "text", "Taste gereinigt, in Ordnung.", "parts", "–"));
    }

    private Map<String, String> cameras(String frida) throws IOException, InterruptedException {
        Map<String, String> ids = new LinkedHashMap<>();
        api.get(frida, "/api/cameras")
                .path("items")
                .forEach(camera -> ids.put(text(camera, "serial"), text(camera, "id")));
        return ids;
    }

    private String ticket(String frida, String camera, String title, String words)
            throws IOException, InterruptedException {
        return text(api.post(frida, "/api/tickets", Map.of("camera", camera, "title", title, "text", words)), "id");
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
