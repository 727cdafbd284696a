package org.vidimus.server.access.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vidimus.server.Refused;
import org.vidimus.server.access.profile.Rules.LockOutMode;
import org.vidimus.server.access.profile.Rules.SecondFactor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProfileTest {
    private static final Path SCHEMA = Path.of("../docs/spec/profile.schema.json");

    private final ProfileReader reader = new ProfileReader();

    @Test
    void readsEveryRuleOfThoseThatComeWithTheProgram() {
        for (String code : BuiltInProfiles.CODES) {
            Profile profile = reader.read(BuiltInProfiles.resource(code + ".json"));

            assertThat(profile.code()).isEqualTo(code);
            assertThat(profile.lines()).hasSize(Rule.values().length);
            Rules rules = profile.rules();
            assertThat(rules.signInIdle()).isPositive();
            assertThat(rules.signInLongest()).isGreaterThan(rules.signInIdle());
            assertThat(rules.confirmWithin()).isPositive();
            assertThat(rules.confirmActions()).isNotEmpty();
            assertThat(rules.lockOut().tries()).isPositive();
            assertThat(rules.breakGlass().lasts()).isPositive();
            assertThat(rules.fourEyes().within()).isPositive();
            assertThat(rules.groupSize()).isGreaterThan(1);
            assertThat(rules.delayMost().isNegative()).isFalse();
            assertThat(rules.formerUnit()).isNotNull();
            assertThat(rules.viewLogLife()).isNotNull();
            assertThat(rules.purposes().list()).isNotEmpty();
        }
    }

    @Test
    void saysWhatTheLawsDifferIn() {
        Rules ruhr = rules("DE-NW-OBG");
        assertThat(ruhr.ownAppraiserDenied()).isTrue();
        assertThat(ruhr.purposes().actions()).isNotEmpty();
        assertThat(line("DE-NW-OBG", Rule.DELETE_AFTER).value()).isEqualTo("\"P14D\"");
        assertThat(line("DE-NW-OBG", Rule.PRE_RECORD_MOST).value()).isEqualTo("\"PT0S\"");
        assertThat(line("DE-NW-OBG", Rule.PRE_RECORD_MOST).confirmed()).isFalse();
        assertThat(line("DE-BPOL", Rule.PRE_RECORD_MOST).value()).isEqualTo("\"PT30S\"");
        assertThat(line("DE-BPOL", Rule.KEEP_LEAST).value()).isEqualTo("\"P30D\"");
        assertThat(rules("UK-LE").purposes().actions()).isEmpty();

        Rules cjis = rules("US-CJIS");
        assertThat(cjis.lockOut()).isEqualTo(new Rules.LockOut(LockOutMode.ADMINISTRATOR, 5, Duration.ofMinutes(15)));
        assertThat(cjis.secondFactor()).isEqualTo(SecondFactor.REQUIRED);
        assertThat(cjis.banner(Locale.ENGLISH)).isPresent();
        assertThat(ruhr.banner(Locale.ENGLISH)).isEmpty();
    }

    @Test
    void letsLogsEndWithTheYearAfterTheirs() {
        Instant viewed = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(rules("DE-BPOL").viewLogLife().endOf(viewed, ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse("2027-12-31T23:00:00Z"));
        assertThat(new LogLife.ForEver().endOf(viewed, ZoneId.of("UTC"))).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstandAndNamesThePlace() {
        assertRefused(root -> root.put("schema", "vidimus.profile/v2"), "at schema,");
        assertRefused(root -> root.put("more", 1), "no 'more'");
        assertRefused(root -> root.put("version", 0), "at version,");
        assertRefused(root -> root.put("code", "de"), "at code,");
        assertRefused(root -> rule(root, "sign-in.idle").put("value", "30"), "at rules.sign-in.idle.value,");
        assertRefused(root -> rule(root, "sign-in.idle").put("value", "PT99H"), "a duration from");
        assertRefused(root -> rule(root, "purpose.own").put("value", "yes"), "true or false");
        assertRefused(root -> rule(root, "sign-in.tries").put("value", 3.5), "a whole number");
        assertRefused(root -> rule(root, "log.views").put("value", "SOMETIME"), "END_OF_NEXT_YEAR");
        assertRefused(
                root -> rule(root, "purpose.for")
                        .set("value", JsonMapper.shared().readTree("[\"evidence.fly\"]")),
                "evidence.fly");
        assertRefused(root -> rule(root, "log.views").put("basis", "somewhere"), "at rules.log.views.basis,");
        assertRefused(root -> ((ObjectNode) root.get("rules")).remove("log.views"), "at rules.log.views,");
        assertThatThrownBy(() -> reader.read("{\"schema\":1,\"schema\":2}")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reader.read("not json")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reader.read(" ".repeat(300_000))).isInstanceOf(Refused.class);
    }

    @Test
    void isDescribedByTheSchemaInTheDocs() throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        JsonNode made = json.valueToTree(ProfileSchema.text());
        if (!Files.exists(SCHEMA)) {
            Files.writeString(SCHEMA, json.writeValueAsString(made) + "\n");
        }

        assertThat(json.readTree(Files.readString(SCHEMA)))
                .as("docs/spec/profile.schema.json; delete it to have it written anew")
                .isEqualTo(made);
    }

    private void assertRefused(java.util.function.Consumer<ObjectNode> change, String saying) {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(BuiltInProfiles.resource("UK-LE.json"));
        change.accept(root);
        assertThatThrownBy(() -> reader.read(root.toString()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(saying);
    }

    private static ObjectNode rule(ObjectNode root, String code) {
        return (ObjectNode) root.get("rules").get(code);
    }

    private Rules rules(String code) {
        return reader.read(BuiltInProfiles.resource(code + ".json")).rules();
    }

    private Profile.Line line(String code, Rule rule) {
        return reader.read(BuiltInProfiles.resource(code + ".json")).lines().get(rule.ordinal());
    }
}
