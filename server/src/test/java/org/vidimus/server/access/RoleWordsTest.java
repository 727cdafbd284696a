package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever edits a role reads words, not codes. */
class RoleWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void nameEveryActionThatARoleMayHaveAndEveryStandardRole(String language) {
        JsonMapper json = JsonMapper.builder().build();
        Path folder = Path.of("..", "web", "desk", "src", "i18n");
        JsonNode texts = json.readTree(folder.resolve(language + ".json"));
        JsonNode rights = json.readTree(folder.resolve("rights." + language + ".json"));

        assertThat(Stream.of(Action.values())
                        .filter(action -> !StandardRoles.isOpenToAnyone(action))
                        .map(action -> action.code().replace('.', '_').replace('-', '_'))
                        .filter(key -> !rights.has(key)))
                .as("actions without a name in rights.%s.json", language)
                .isEmpty();
        assertThat(Stream.of(Caller.Role.values()).map(Enum::name).filter(role -> !texts.get("roles")
                        .has(role)))
                .as("roles without a name in %s.json, roles", language)
                .isEmpty();
    }
}
