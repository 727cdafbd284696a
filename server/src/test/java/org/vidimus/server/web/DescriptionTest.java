package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The desk's types are made of the description that the server gives of itself; this keeps the two the same. */
@ServerTest
class DescriptionTest {
    private static final Path KNOWN = Path.of("..", "web", "desk", "src", "api", "openapi.json");

    @Autowired
    TestPeople people;

    @Test
    void isWhatTheDeskWasBuiltFrom() throws IOException {
        String said = people.api(Caller.Role.WEARER)
                .get()
                .uri("/api/openapi.json")
                .retrieve()
                .body(String.class);
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        JsonNode description = json.readTree(said);
        Path now = Path.of("target", "openapi.json");
        Files.writeString(now, json.writeValueAsString(description) + "\n");

        assertThat(json.readTree(KNOWN))
                .as(
                        "The API changed: copy server/%s to web/desk/src/api/openapi.json and run 'npm run api' in web/desk",
                        now)
                .isEqualTo(description);
    }
}
