package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** Tokens, services, docks' certificates, and what a directory brings: from the desk. */
@DeskTest
class KeysTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    TestPeople people;

    @Test
    void makeATokenThatMayOnlyWhatWasTickedAndRevokeIt(Desk desk) {
        Person wearer = people.another(Role.WEARER, "keyed." + mark, people.unit());
        desk.signIn(wearer).open("/keys");
        assertThat(desk.heading("No tokens yet")).isVisible();
        assertThat(desk.page().getByRole(AriaRole.TAB)).hasCount(0);
        desk.open("/directory");
        assertThat(desk.heading("Not for your role")).isVisible();
        desk.open("/keys?shelf=services");
        assertThat(desk.heading("No tokens yet")).isVisible();
        desk.isAccessible();

        desk.button("New token").click();
        Locator dialog = desk.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("See cameras")))
                .not()
                .isChecked();
        assertThat(dialog.locator("input:checked")).hasCount(0);
        assertThat(desk.button("Make the token")).isDisabled();
        desk.label("What it is for").fill("Counting cameras " + mark);
        desk.label("See cameras").check();
        assertThat(desk.text("It may do 1 thing.")).isVisible();
        desk.isAccessible();
        desk.picture("keys-new");
        desk.button("Make the token").click();
        assertThat(desk.text("This is shown once, here and now.")).isVisible();
        desk.isAccessible();
        String token = dialog.locator("code").textContent();
        assertThat(statusOf(token, "/api/cameras")).isEqualTo(200);
        assertThat(statusOf(token, "/api/evidence")).isEqualTo(403);
        desk.button("I have it").click();

        desk.open("/keys");
        Locator row = desk.page().locator("tbody tr");
        assertThat(row).hasCount(1);
        assertThat(row).containsText("Counting cameras " + mark);
        assertThat(row).containsText("See cameras");
        assertThat(row).containsText("Person");
        assertThat(row).not().containsText("never");
        desk.isAccessible();
        desk.picture("keys-own");

        desk.button("Revoke Counting cameras " + mark).click();
        assertThat(desk.text("stops working at once, and for good.")).isVisible();
        desk.isAccessible();
        desk.button("Yes, revoke").click();
        assertThat(desk.heading("No token fits.")).isVisible();
        assertThat(statusOf(token, "/api/cameras")).isEqualTo(401);
        desk.label("Also those that are over").check();
        assertThat(row).containsText("Revoked");
        desk.isAccessible();
    }

    private int statusOf(String token, String uri) {
        return people.api(token)
                .get()
                .uri(uri)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    @Test
    void makeAServiceAndATokenThatActsForIt(Desk desk) {
        desk.signIn(Role.ADMINISTRATOR).open("/keys?shelf=services");
        desk.button("New service").click();
        desk.label("Name of the system").fill("Duty roster " + mark);
        choose(desk, "Role", "Directory");
        desk.isAccessible();
        desk.button("Make the service").click();
        assertThat(desk.heading("A token for the service")).isVisible();
        assertThat(desk.label("See evidence")).hasCount(0);
        desk.label("Keep people by SCIM").check();
        desk.isAccessible();
        desk.button("Make the token").click();
        String token = desk.page().getByRole(AriaRole.DIALOG).locator("code").textContent();
        assertThat(statusOf(token, "/scim/v2/Users")).isEqualTo(403);
        desk.button("I have it").click();

        Locator row = desk.page().locator("tbody tr").filter(named("Duty roster " + mark));
        assertThat(row).containsText("Directory");
        assertThat(row).not().containsText("none");
        desk.isAccessible();
        desk.picture("keys-services");

        desk.page()
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Tokens"))
                .click();
        desk.label("Search by name or owner").fill("roster " + mark);
        assertThat(row).containsText("Service");
        assertThat(row).containsText("Keep people by SCIM");
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void choose(Desk desk, String label, String option) {
        desk.page()
                .getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName(label).setExact(true))
                .click();
        desk.page()
                .getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(option).setExact(true))
                .click();
    }

    @Test
    void showDocksCertificatesAndRevokeOne(Desk desk) throws Exception {
        JsonNode dock = post(
                people.api(Role.ADMINISTRATOR), "/api/tokens", Map.of("name", "Dock " + mark, "dock", true, "days", 5));
        post(
                people.api(dock.get("token").asString()),
                "/api/docks/certificates",
                Map.of("request", certificateRequest()));

        desk.signIn(Role.ADMINISTRATOR).open("/keys?shelf=docks");
        Locator row = desk.page().locator("tbody tr").filter(named("Dock " + mark));
        assertThat(row).isVisible();
        assertThat(desk.heading("How a dock gets a certificate")).isVisible();
        desk.isAccessible();
        desk.picture("keys-docks");
        desk.button("Revoke the certificate of Dock " + mark).click();
        desk.button("Yes, revoke").click();
        assertThat(row).containsText("Revoked");
        desk.isAccessible();
    }

    private static String certificateRequest() throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=dock"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(request)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    private static JsonNode post(RestClient api, String uri, Object body) {
        return Objects.requireNonNull(api.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class));
    }

    @Test
    void sayWhatADirectorysGroupBringsAndWhoGainsItBeforeItCounts(Desk desk) {
        Person member = people.another(Role.WEARER, "grouped." + mark, people.unit());
        post(
                people.api(Role.DIRECTORY),
                "/scim/v2/Groups",
                Map.of(
                        "schemas",
                        java.util.List.of("urn:ietf:params:scim:schemas:core:2.0:Group"),
                        "displayName",
                        "Leads " + mark,
                        "members",
                        java.util.List.of(Map.of("value", member.id().value().toString()))));

        desk.signIn(Role.ADMINISTRATOR).open("/people");
        desk.link("Directory").click();
        assertThat(desk.text("Leads " + mark + " (1 member)")).isVisible();
        assertThat(desk.text("No provider is configured")).isVisible();
        desk.isAccessible();
        desk.button("Add a group").click();
        assertThat(desk.text("Each line needs a name, and a role or a unit.")).isVisible();
        desk.label("Group, line 1").fill("Leads " + mark);
        desk.label("Role, line 1").selectOption("SUPERVISOR");
        Locator preview =
                desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Who gains and loses what"));
        assertThat(preview).containsText(member.name() + " gains: Supervisor");
        desk.isAccessible();
        desk.picture("directory-groups");
        desk.button("Save").click();
        assertThat(preview).hasCount(0);
        desk.open("/people?q=grouped." + mark);
        assertThat(desk.page().locator("tbody tr")).containsText("Supervisor");

        desk.open("/directory");
        desk.button("Remove line 1").click();
        assertThat(preview).containsText(member.name() + " loses: Supervisor");
        desk.button("Save").click();
        assertThat(preview).hasCount(0);
        assertThat(desk.text("No group brings anything yet.")).isVisible();
    }

    @Test
    void tryASetOfClaimsAgainstRulesThatAreNotSavedYet(Desk desk) {
        desk.signIn(Role.ADMINISTRATOR).open("/directory");
        desk.button("Add a value").click();
        desk.label("Value, line 1").fill("leads");
        desk.label("Role, line 1").selectOption("SUPERVISOR");
        Locator trial =
                desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Try a set of claims"));
        trial.getByRole(AriaRole.TEXTBOX).fill("groups: leads");
        assertThat(trial).containsText("This is not a set of claims in JSON.");
        trial.getByRole(AriaRole.TEXTBOX).fill("{\"sub\": \"7\", \"groups\": [\"leads\", \"others\"]}");
        assertThat(trial).containsText("leads: Supervisor");
        desk.isAccessible();
        desk.picture("directory-claims");
        trial.getByRole(AriaRole.TEXTBOX).fill("{\"groups\": \"others\"}");
        assertThat(trial).containsText("These claims bring nothing.");
        desk.button("Cancel").click();
        assertThat(desk.text("No value brings anything yet.")).isVisible();
    }

    @Test
    void keepEveryPlaceWithinReachOfWhoeverHasManyRoles(Desk desk) {
        Person many = people.another(Role.ADMINISTRATOR, "many." + mark, people.unit());
        for (Role role : new Role[] {Role.EVIDENCE_MANAGER, Role.AUDITOR, Role.WORKS_COUNCIL}) {
            post(people.api(Role.ADMINISTRATOR), "/api/people/" + many.id() + "/duties", Map.of("role", role.name()));
        }
        desk.signIn(many).open("/inbox");
        Locator rail = desk.page().getByRole(AriaRole.NAVIGATION).first();
        Locator places = rail.getByRole(AriaRole.LIST).first().getByRole(AriaRole.LINK);
        assertThat(places).hasText(new String[] {
            "Evidence",
            "My footage",
            "Cameras",
            "Dock room",
            "Alerts",
            "Faults",
            "Batteries",
            "Salvage",
            "People",
            "Inbox",
            "Quarantine",
            "Vault",
            "Camera settings"
        });
        Locator account = desk.button("Account of " + many.name());
        assertThat(places.last().boundingBox().y + places.last().boundingBox().height)
                .isLessThan(account.boundingBox().y);
        assertThat(account.boundingBox().y + account.boundingBox().height).isLessThan(900);
        desk.isAccessible();
        desk.picture("rail-high");

        desk.page().setViewportSize(1280, 600);
        Locator more = desk.button("More");
        assertThat(more).isVisible();
        assertThat(places.last()).hasText("Batteries");
        assertThat(more.boundingBox().y + more.boundingBox().height)
                .isLessThan(desk.button("Account of " + many.name()).boundingBox().y);
        more.focus();
        desk.page().keyboard().press("Enter");
        assertThat(desk.page().getByRole(AriaRole.MENUITEM)).hasCount(14);
        desk.isAccessible();
        desk.picture("rail-low");
        desk.page().keyboard().press("ArrowDown");
        desk.page().keyboard().press("ArrowUp");
        desk.page().keyboard().press("Enter");
        assertThat(desk.page().locator("h1")).isVisible();

        desk.page().setViewportSize(390, 844);
        desk.open("/keys");
        assertThat(places).hasCount(4);
        assertThat(more).hasAttribute("data-here", "true");
        more.click();
        desk.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Roles"))
                .click();
        assertThat(desk.heading("Roles").first()).isVisible();
        more.click();
        desk.isAccessible();
        desk.picture("rail-phone");
    }

    enum Look {
        LIGHT,
        DARK,
        GERMAN_PHONE;

        Desk of(Desk desk) {
            return switch (this) {
                case LIGHT -> desk;
                case DARK -> desk.dark();
                case GERMAN_PHONE -> desk.german().phone();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void haveNothingThatAxeFinds(Look look, Desk desk) {
        people.token(Role.ADMINISTRATOR);
        people.token(Role.DOCK);
        look.of(desk).signIn(Role.ADMINISTRATOR);
        for (String place : new String[] {"/keys", "/keys?shelf=services", "/keys?shelf=docks", "/directory"}) {
            desk.open(place);
            assertThat(desk.page().locator("main h1")).isVisible();
            assertThat(desk.page().locator("[role=status] .mantine-Loader-root"))
                    .hasCount(0);
            desk.isAccessible();
            desk.picture("keys-" + look + place.replaceAll("[^a-z]", "-"));
        }
    }
}
