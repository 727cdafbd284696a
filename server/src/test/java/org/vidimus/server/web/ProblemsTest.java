package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.web.servlet.HandlerMapping;
import org.vidimus.server.Problem;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9-]+)` \\| ([0-9]{3}|various) \\|");

    @Autowired
    TestPeople people;

    @Test
    void leaveNoLinkInTheLog(CapturedOutput output) {
        var request = new MockHttpServletRequest("POST", "/api/set-up/a-living-link");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/set-up/{link}");

        new ProblemAdvice().any(new IllegalStateException("nobody foresaw this"), request);

        assertThat(output.getAll())
                .contains("request-failed method=POST path=/api/set-up/{link}")
                .doesNotContain("a-living-link");
    }

    @Test
    void areAllListed() throws IOException, ReflectiveOperationException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/problems.md"))) {
            var row = ROW.matcher(line);
            if (row.find()) {
                assertThat(listed.put(row.group(1), row.group(2)))
                        .as("%s is listed twice", row.group(1))
                        .isNull();
            }
        }

        assertThat(listed.entrySet())
                .as("docs/problems.md lists every code with its status")
                .containsExactlyInAnyOrderElementsOf(existing().entrySet());
    }

    /** Code and status of every problem of every feature; the status is "various" where a case carries its own. */
    private static Map<String, String> existing() throws ReflectiveOperationException {
        var problems = new TreeMap<String, String>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Problem.class));
        for (BeanDefinition found : scanner.findCandidateComponents("org.vidimus.server")) {
            // Neither code nor status depends on a case's facts, so an instance without any tells them.
            Problem problem = (Problem) new ObjenesisStd().newInstance(Class.forName(found.getBeanClassName()));
            codeOf(problem).ifPresent(code -> problems.put(code, status(problem)));
        }
        return problems;
    }

    /** Empty for a case that only repeats another's code. */
    private static Optional<String> codeOf(Problem problem) {
        try {
            return Optional.of(problem.code());
        } catch (NullPointerException repeats) {
            return Optional.empty();
        }
    }

    private static String status(Problem problem) {
        return problem.status() == 0 ? "various" : Integer.toString(problem.status());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404, no-such-path",
        "POST, /api/nothing/at/all, 404, no-such-path",
        "GET, /api, 404, no-such-path",
        "PUT, /api/session, 405, method-not-allowed",
        "GET, /api/session, 401, sign-in-needed",
        "GET, /api/evidence, 401, sign-in-needed",
        "GET, /api/ledger/entries/17/proof, 401, sign-in-needed",
        "GET, /error, 404, no-such-path",
        "GET, /api/evidence/%2e%2e/x, 400, request-refused",
        "GET, /missing.js, 404, no-such-path"
    })
    void areTheAnswerToWhateverCannotBe(String method, String path, int status, String code) {
        var answer = people.visitor()
                .method(HttpMethod.valueOf(method))
                .uri(java.net.URI.create(base() + path))
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = Objects.requireNonNull(answer.getBody());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("type").asString()).isEqualTo("urn:vidimus:problem:" + code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.has("trace")).isFalse();
    }

    @Test
    void saysWhichParameterIsUnfitToThoseWhoMayAsk() {
        var answer = people.api(Caller.Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/ledger/entries/17/proof")
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(Objects.requireNonNull(answer.getBody()).get("code").asString())
                .isEqualTo("parameter-unfit");
    }

    private String base() {
        return people.url();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"name\": | 400 | request-unreadable",
                "application/json | [1,2] | 400 | request-unreadable",
                "application/json | {\"name\":\"x\",\"dock\":\"perhaps\",\"days\":1} | 400 | request-unreadable",
                "application/json | {\"name\":\"x\",\"dock\":true,\"days\":0} | 422 | unfit-value",
                "application/json | {\"dock\":true,\"days\":1} | 422 | unfit-value",
                "text/plain | name | 415 | media-type-unsupported"
            })
    void sayWhatIsWrongWithABody(String type, String body, int status, String code) {
        var answer = people.api(Caller.Role.ADMINISTRATOR)
                .post()
                .uri("/api/tokens")
                .contentType(MediaType.parseMediaType(type))
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        JsonNode problem = Objects.requireNonNull(answer.getBody());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.toString()).doesNotContain("org.vidimus", "tools.jackson");
    }
}
