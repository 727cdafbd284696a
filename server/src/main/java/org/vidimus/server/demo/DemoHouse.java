package org.vidimus.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the small municipal service once: one unit, its people, twenty cameras. What a person who tries the demo needs to sign in
 * lands in {@code demo.json}, readable by its owner alone.
 */
@Component
@Profile("demo")
class DemoHouse {
    static final int CAMERAS = 20;
    private static final Caller DEMO = Caller.job("demo");
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Path folder;
    private final Household household;
    private final Fleet fleet;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    DemoHouse(Settings settings, Household household, Fleet fleet, JsonMapper json) {
        this.folder = settings.data();
        this.household = household;
        this.fleet = fleet;
        this.json = json;
    }

    /** Where the dock's token is kept. */
    Path dockToken() {
        return folder.resolve("demo").resolve("dock.token");
    }

    /** Token of the evidence manager, to ask the API as a person would. */
    String managerToken() throws IOException {
        return json.readTree(Files.readString(folder.resolve("demo.json")))
                .at("/people")
                .valueStream()
                .filter(person -> "EVIDENCE_MANAGER".equals(person.path("role").asString()))
                .map(person -> person.path("token").asString())
                .findFirst()
                .orElseThrow(() -> new IOException("demo.json names no evidence manager; start with --reset"));
    }

    /**
     * Makes what is missing, and writes {@code demo.json} for {@code url}. A start that was cut short is completed by the next:
     * passwords are on disk before anybody is made with them.
     */
    void furnish(String url) throws IOException {
        Path file = folder.resolve("demo.json");
        if (Files.exists(file)) {
            var known = json.readValue(Files.readString(file), LinkedHashMap.class);
            write(file, described(known, url));
            return;
        }
        Unit unit = household.unit(DEMO, "Kommunaler Ordnungsdienst Mitte");
        Map<String, String> passwords = passwords();
        List<Map<String, String>> people = new ArrayList<>();
        List<Person> wearers = new ArrayList<>();
        for (DemoPerson someone : DemoPerson.ALL) {
            String password = Objects.requireNonNull(passwords.get(someone.login()), someone.login());
            Person person = household
                    .named(someone.login())
                    .orElseGet(() -> household.person(
                            DEMO, someone.login(), someone.name(), someone.role(), Optional.of(unit), password));
            if (someone.role() == Caller.Role.WEARER) {
                wearers.add(person);
            }
            String token = household
                    .token(DEMO, someone.name() + " (token)", person, TOKEN_LIFE)
                    .text();
            people.add(entry(someone, password, token));
        }
        for (int number = 1; number <= CAMERAS; number++) {
            register(number, unit, wearers);
        }
        String dock = household.dockToken(DEMO, "demo-dock", TOKEN_LIFE).text();
        Files.createDirectories(dockToken().getParent());
        write(dockToken(), dock + "\n");
        Map<Object, Object> all = new LinkedHashMap<>();
        all.put("people", people);
        all.put("docks", List.of(Map.of("name", "demo-dock", "role", "DOCK", "token", dock)));
        // The last step: from here on the demo continues where it stopped.
        write(file, described(all, url));
    }

    private void register(int number, Unit unit, List<Person> wearers) {
        NewCamera camera = NewCamera.of("CAM-" + number).in(unit.id()).countingFrom(100L * number + 1);
        if (number <= 2 * wearers.size()) {
            camera = camera.wornBy(wearers.get((number - 1) % wearers.size()).id());
        }
        if (fleet.find("CAM-" + number).isEmpty()) {
            fleet.register(DEMO, camera.madeBy("Vidimus", "Demo"));
        }
    }

    private static Map<String, String> entry(DemoPerson someone, String password, String token) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("name", someone.login());
        entry.put("fullName", someone.name());
        entry.put("role", someone.role().name());
        entry.put("password", password);
        entry.put("token", token);
        return entry;
    }

    private String described(Map<?, ?> rest, String url) {
        Map<Object, Object> all = new LinkedHashMap<>();
        all.put("url", url);
        rest.forEach((key, value) -> {
            if (!"url".equals(key)) {
                all.put(key, value);
            }
        });
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private Map<String, String> passwords() throws IOException {
        Path file = folder.resolve("demo").resolve("passwords.json");
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Map<String, String> fresh = new LinkedHashMap<>();
            DemoPerson.ALL.forEach(person -> fresh.put(person.login(), password()));
            write(file, json.writeValueAsString(fresh));
        }
        Map<String, String> known = new LinkedHashMap<>();
        json.readTree(Files.readString(file))
                .propertyStream()
                .forEach(property ->
                        known.put(property.getKey(), property.getValue().asString()));
        return known;
    }

    private String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
