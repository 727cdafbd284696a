package org.vidimus.server.bench;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.vidimus.server.custody.Caller.Role;

/** What it takes to decide whether somebody may see one thing, among 2,000 people in 60 units, and to say who else may. */
final class AccessTopic implements Topic {
    private static final int DECISIONS_A_ROUND = 100;
    private static final int WARM_UP = 20;
    private static final int DIFFERENT = 50;

    /** @param status what is the right answer */
    private record Question(String name, Role role, List<String> addresses, int status) {}

    @Override
    public void run(Options options, Table table) throws Exception {
        try (House house = House.open(Library.folder(options))) {
            Staff staff = new Staff(house);
            Library.fill(house, staff, options.rows(), table);
            URI server = URI.create(
                    "http://127.0.0.1:" + house.part(Environment.class).getRequiredProperty("local.server.port"));
            try (Wire wire = new Wire(server)) {
                for (Question question : questions(house, staff)) {
                    measure(question, wire, staff.token(question.role()), options, table);
                }
            }
        }
    }

    private static List<Question> questions(House house, Staff staff) {
        UUID wearer = staff.person(Role.WEARER).id().value();
        List<String> own = evidence(house, "wearer = ?", wearer);
        List<String> others = evidence(house, "wearer is distinct from ?", wearer);
        List<String> below = evidence(
                house,
                "unit in (select id from unit where parent = ?)",
                staff.unit().id().value());
        List<String> people = house
                .sql()
                .sql("select id from person where login like 'bench%' order by md5(id::text) limit " + DIFFERENT)
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> "/api/people/" + id + "/sight")
                .toList();
        return List.of(
                new Question("one piece, its wearer", Role.WEARER, own, HTTP_OK),
                new Question("one piece, of a unit below", Role.SUPERVISOR, below, HTTP_OK),
                new Question("one piece, of anybody", Role.EVIDENCE_MANAGER, others, HTTP_OK),
                new Question("one piece, somebody else's", Role.WEARER, others, HTTP_NOT_FOUND),
                new Question("one piece that is not there", Role.WEARER, unknown(), HTTP_NOT_FOUND),
                new Question("who can see this?", Role.EVIDENCE_MANAGER, viewers(others), HTTP_OK),
                new Question("what can this person see?", Role.AUDITOR, people, HTTP_OK),
                new Question("all people", Role.ADMINISTRATOR, List.of("/api/people"), HTTP_OK));
    }

    /** Some of a million, the same ones in every run, spread over all of the time. */
    private static List<String> evidence(House house, String which, UUID parameter) {
        return house
                .sql()
                .sql("select id from (select id from evidence tablesample system (5) repeatable (7) where " + which
                        + " union all (select id from evidence where " + which
                        + " limit 50)) found order by md5(id::text)"
                        + " limit " + DIFFERENT)
                .params(parameter, parameter)
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> "/api/evidence/" + id)
                .toList();
    }

    private static List<String> unknown() {
        return List.of("/api/evidence/" + new UUID(7, 7));
    }

    private static List<String> viewers(List<String> evidence) {
        return evidence.stream().map(address -> address + "/viewers").toList();
    }

    private static void measure(Question question, Wire wire, String token, Options options, Table table)
            throws IOException {
        Times times = new Times();
        int asked = 0;
        for (int i = -WARM_UP; i < options.rounds() * DECISIONS_A_ROUND; i++) {
            String address =
                    question.addresses().get(asked++ % question.addresses().size());
            long start = System.nanoTime();
            Wire.Answer answer = wire.get(address, Map.of("Authorization", "Bearer " + token));
            if (i >= 0) {
                times.add(Times.millis(start));
            }
            if (answer.status() != question.status()) {
                throw new IllegalStateException(address + " was answered " + answer.status());
            }
        }
        table.add(Line.of("access: " + question.name() + ", median", times.median(), "ms"));
        table.add(Line.of("access: " + question.name() + ", p95", times.percentile(95), "ms", Aim.atMost(50)));
    }
}
