package org.vidimus.server.access.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FilterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonNode BARBARA = JSON.readTree("""
            {"id": "2819c223", "userName": "bjensen", "title": "Tour Guide", "active": true,
             "name": {"formatted": "Barbara J O'Malley", "familyName": "O'Malley", "givenName": "Barbara"},
             "displayName": "Babs \\"B\\" Jensen",
             "emails": [{"value": "bjensen@example.com", "type": "work", "primary": true},
                        {"value": "babs@jensen.org", "type": "home"}],
             "meta": {"resourceType": "User", "lastModified": "2011-05-13T04:42:34Z"},
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                {"employeeNumber": "701984", "department": "Tour", "manager": {"value": "26118915"}}}
            """);

    /** Those of RFC 7644 §3.4.2.2, as far as the attributes are kept here, and what directories ask. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "userName eq \"bjensen\" | true",
                "name.familyName co \"O'Malley\" | true",
                "userName sw \"J\" | false",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"B\" | true",
                "title pr | true",
                "meta.lastModified gt \"2011-05-13T04:42:34Z\" | false",
                "meta.lastModified ge \"2011-05-13T04:42:34Z\" | true",
                "meta.lastModified lt \"2011-05-13T06:43:34+02:00\" | true",
                "meta.lastModified le \"2011-05-13T04:42:33Z\" | false",
                "title pr and externalId pr | false",
                "title pr or externalId pr | true",
                "userName eq \"bjensen\" and title sw \"Tour\" or externalId pr | true",
                "emails co \"example.com\" | true",
                "title eq \"Tour Guide\" and (emails co \"example.com\" or emails.value co \"nowhere\") | true",
                "title ne \"Tour Guide\" and not (emails co \"example.com\" or emails.value co \"x\") | false",
                "title eq \"Tour Guide\" and (emails.type eq \"work\") | true",
                "emails[type eq \"work\" and value co \"@example.com\"] | true",
                "emails[type eq \"home\" and value co \"@example.com\"] | false",
                "emails[type eq \"work\" and value co \"@example.com\"] or emails[type eq \"x\"] | true",
                "emails[not (type eq \"work\")] | true",
                "USERNAME EQ \"BJensen\" | true",
                "id eq \"2819C223\" | false",
                "active eq true | true",
                "active eq True | true",
                "active ne false | true",
                "externalId eq null | true",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq \"701984\" | true",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"26118915\" | true",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"26118915\" | true",
                "displayName ew \"\\\" Jensen\" | true",
                "nickName pr | false",
                "nickName eq \"x\" | false",
                "not (nickName eq \"x\") | true",
                "userName gt \"a\" and userName lt \"c\" | true",
                "(((userName pr))) | true"
            })
    void holdsAsTheStandardSays(String filter, boolean holds) {
        assertThat(new Matching(ResourceType.USER).fits(BARBARA, FilterReader.read(ResourceType.USER, filter)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName is \"x\"",
                "eq \"x\"",
                "userName eq \"x",
                "userName eq x",
                "(userName pr",
                "userName pr)",
                "userName pr userName pr",
                "not userName pr",
                "emails[type eq \"work\"",
                "emails[emails[type pr]]",
                "active gt true",
                "userName eq {\"a\":1}",
                "and",
                "urn:x:y:userName eq \"x\"",
                "user name eq \"x\""
            })
    void isRefusedWhereItIsNone(String filter) {
        assertThatThrownBy(() -> FilterReader.read(ResourceType.USER, filter))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                        .isInstanceOfSatisfying(ScimProblem.class, problem -> assertThat(problem.scimType())
                                .isEqualTo("invalidFilter")));
    }

    @Test
    void isReadOrRefusedWhateverItIs() {
        Random random = new Random(7644);
        List<String> pieces = List.of(
                "userName",
                "emails",
                "[",
                "]",
                "(",
                ")",
                " ",
                " and ",
                " or ",
                "not ",
                " eq ",
                " pr",
                "\"x\"",
                "\"",
                "\\",
                "true",
                "null",
                "12e9",
                "-",
                ".",
                "type",
                ":",
                "urn:",
                "\u0000",
                "\ud83d",
                "ä",
                "$ref",
                "meta.lastModified",
                " gt ",
                "2020-01-01T00:00:00Z",
                "{",
                "1e999999999");
        Matching matching = new Matching(ResourceType.USER);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder filter = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                filter.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                matching.fits(BARBARA, FilterReader.read(ResourceType.USER, filter.toString()));
            } catch (Refused expected) {
                assertThat(expected.problem().status()).isEqualTo(400);
            }
        }
        assertThatThrownBy(() -> FilterReader.read(ResourceType.USER, "(".repeat(5_000)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> FilterReader.read(ResourceType.USER, "not (".repeat(1_000)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void patchIsDoneOrRefusedWhateverItIs() {
        Random random = new Random(3552);
        List<String> paths = List.of(
                "userName",
                "emails",
                "emails[type eq \\\"work\\\"]",
                "emails[type eq \\\"x\\\"].value",
                "emails.value",
                "name",
                "name.familyName",
                "active",
                "members",
                "meta",
                "groups",
                "[",
                "a[b",
                "emails[]",
                "nickName",
                "urn:x",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
                "schemas",
                "id",
                "",
                "manager..x");
        List<String> values = List.of(
                "\"x\"",
                "true",
                "\"True\"",
                "null",
                "[]",
                "{}",
                "[{\"value\":\"a\"}]",
                "{\"value\":\"a\"}",
                "[[1]]",
                "12",
                "{\"name.familyName\":\"x\",\"emails\":[1,null,{}]}",
                "[null]",
                "{\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":[\"x\"]}}");
        for (int round = 0; round < 20_000; round++) {
            String op = List.of("add", "Replace", "remove", "x").get(random.nextInt(4));
            String path = random.nextInt(4) == 0 ? "" : ",\"path\":\"" + paths.get(random.nextInt(paths.size())) + "\"";
            String value = random.nextInt(5) == 0 ? "" : ",\"value\":" + values.get(random.nextInt(values.size()));
            JsonNode body = JSON.readTree("{\"Operations\":[{\"op\":\"" + op + "\"" + path + value + "}]}");
            try {
                ObjectNode after = Patch.apply(ResourceType.USER, (ObjectNode) BARBARA, body);
                assertThat(after.has("userName")).isTrue();
            } catch (Refused expected) {
                assertThat(expected.problem().status()).isEqualTo(400);
            }
        }
    }
}
