package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;

/**
 * Role × endpoint × whose thing: {@code matrix.csv} says what each role is answered by every endpoint that the server maps, for
 * things of their own, of their unit, of elsewhere, held closer, and for none at all. An endpoint without a line fails.
 *
 * <p>{@code yes}: the gate lets them pass, whatever comes of it. {@code no}: 403. {@code hidden}: 404, as for what does not exist.
 * {@code sign-in}: 401. Run with {@code -Dmatrix.write=true} it writes what it saw to {@code target/matrix.csv}, to be read line by
 * line before any of it is taken over.
 */
@ServerTest
// A house of its own: what it leaves behind would be in everybody's way.
@TestPropertySource(properties = "vidimus.test=matrix")
class MatrixTest {
    private static final String FILE = "/matrix.csv";

    @Autowired
    TestPeople people;

    @Autowired
    MatrixThings things;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapped;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(60)).build();

    /** One line of the file. */
    private record Row(String endpoint, String thing, Map<String, String> expected) {}

    @Test
    void answersEveryRoleAsTheMatrixSays() throws Exception {
        List<String> lines = read();
        List<String> roles =
                List.of(lines.getFirst().split(",")).subList(2, lines.getFirst().split(",").length);
        List<Row> rows = lines.stream().skip(1).map(line -> row(line, roles)).toList();
        boolean writing = Boolean.getBoolean("matrix.write");
        List<String> wrong = new ArrayList<>();
        List<String> seen = new ArrayList<>(List.of(lines.getFirst()));
        // With -Dmatrix.only=<pattern> of endpoints, for whoever has added some.
        String only = System.getProperty("matrix.only", ".*");
        List<Row> asked = (writing ? all(rows) : rows)
                .stream().filter(row -> row.endpoint().matches(only)).toList();
        for (Row row : asked) {
            StringBuilder line = new StringBuilder(row.endpoint()).append(',').append(row.thing());
            for (String role : roles) {
                String answer = ask(row.endpoint(), row.thing(), role);
                line.append(',').append(answer);
                if (!answer.equals(row.expected().get(role))) {
                    wrong.add(row.endpoint() + ", " + row.thing() + ", " + role + ": want "
                            + row.expected().get(role) + ", got " + answer);
                }
            }
            seen.add(line.toString());
        }
        if (writing) {
            Files.write(Path.of("target", "matrix.csv"), seen);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void hasALineForEveryEndpoint() throws IOException {
        List<String> lines = read();
        Set<String> covered = new TreeSet<>();
        lines.stream().skip(1).forEach(line -> covered.add(line.split(",")[0]));

        assertThat(covered).isEqualTo(new TreeSet<>(endpoints()));
    }

    /** The rows of the file, and for endpoints that it does not have, one for each thing that they may be about. */
    private List<Row> all(List<Row> rows) {
        Set<String> known = new LinkedHashSet<>();
        rows.forEach(row -> known.add(row.endpoint()));
        List<Row> all = new ArrayList<>(rows);
        for (String endpoint : endpoints()) {
            if (!known.contains(endpoint)) {
                for (String thing : MatrixThings.thingsOf(endpoint)) {
                    all.add(new Row(endpoint, thing, Map.of()));
                }
            }
        }
        return all;
    }

    private Set<String> endpoints() {
        Set<String> all = new TreeSet<>();
        mapped.getHandlerMethods().keySet().forEach(info -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String path : info.getPatternValues()) {
                if (path.startsWith("/api/test/")) {
                    continue;
                }
                if (methods.isEmpty()) {
                    all.add("GET " + path);
                }
                methods.forEach(method -> all.add(method + " " + path));
            }
        });
        return all;
    }

    private String ask(String endpoint, String thing, String role) throws IOException, InterruptedException {
        int space = endpoint.indexOf(' ');
        MatrixThings.Call call = things.call(endpoint.substring(0, space), endpoint.substring(space + 1), thing, role);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(people.url() + call.path()))
                .timeout(Duration.ofSeconds(60))
                .method(
                        endpoint.substring(0, space),
                        call.body()
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElse(HttpRequest.BodyPublishers.noBody()));
        call.headers().forEach(request::setHeader);
        call.token().ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
        // Streams of events do not end; the head of the answer says enough.
        HttpResponse<java.io.InputStream> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            boolean problem = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/problem+json"))
                    .isPresent();
            String text = problem ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
            return word(answer.statusCode(), text);
        }
    }

    private static String word(int status, String problem) {
        if (status >= 500) {
            return "error " + status;
        }
        if (problem.contains("\"sign-in-needed\"") || status == 401) {
            return "sign-in";
        }
        if (problem.contains("\"not-allowed\"") || (status == 403 && problem.isEmpty())) {
            return "no";
        }
        return problem.contains("\"not-found\"") || (status == 404 && problem.isEmpty()) ? "hidden" : "yes";
    }

    private static Row row(String line, List<String> roles) {
        String[] cells = line.split(",", -1);
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < roles.size(); i++) {
            expected.put(roles.get(i), i + 2 < cells.length ? cells[i + 2] : "");
        }
        return new Row(cells[0], cells[1], expected);
    }

    private static List<String> read() throws IOException {
        try (var in = Objects.requireNonNull(MatrixTest.class.getResourceAsStream(FILE))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .flatMap(String::lines)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
