package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;

/** Roles, tables of people, and somebody's place in the organisation: from the desk. */
@DeskTest
class OrganisationScreensTest {
    @Autowired
    TestPeople people;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void makesARoleOutOfAnotherAndShowsWhoGainsBeforeItSaves(Desk desk) {
        desk.signIn(Role.ADMINISTRATOR).open("/roles");
        assertThat(desk.heading("What Wearer may do")).isVisible();
        desk.isAccessible();

        desk.button("Make one like this").click();
        desk.label("Name of the role").fill("Reader " + mark);
        desk.isAccessible();
        desk.button("Make the role").click();
        assertThat(desk.heading("What Reader " + mark + " may do")).isVisible();
        desk.button("Change").click();
        assertThat(desk.text("Nothing is changed yet.")).isVisible();
        desk.label("Watch, Own unit").selectOption("RESTRICTED");
        assertThat(desk.text("Nobody holds this role yet.")).isVisible();
        desk.isAccessible();
        desk.button("Save the role").click();
        assertThat(desk.page()
                        .getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("up to restricted"))
                        .first())
                .isVisible();

        Person holder = people.another(Role.WEARER, "holder." + mark, people.unit());
        String code = "READER_" + mark.toUpperCase(Locale.ROOT);
        entrust(holder, code);
        desk.open("/roles");
        desk.button("Reader " + mark + " 1 person").click();
        assertThat(desk.text("It cannot be removed while people hold it: " + holder.name()))
                .isVisible();
        desk.button("Change").click();
        desk.label("See cameras, Everything").check();
        desk.label("Find evidence, Own").focus();
        desk.page().keyboard().press("ArrowUp");
        Locator preview =
                desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Who gains and loses what"));
        assertThat(preview).containsText(holder.name());
        assertThat(preview).containsText("gains: See cameras (Everything)");
        desk.picture(java.nio.file.Path.of("target", "desk", "roles.png"));
        desk.button("Cancel").click();
        assertThat(desk.text("It cannot be removed")).isVisible();
    }

    private void entrust(Person person, String role) {
        people.api(Role.ADMINISTRATOR)
                .post()
                .uri("/api/people/" + person.id() + "/duties")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"role\":\"" + role + "\"}")
                .retrieve()
                .toBodilessEntity();
    }

    @Test
    void importsATableAfterShowingWhatItWouldDo(Desk desk) {
        String file = """
                Login,Name,Staff number,Rank,Roles
                tina.%1$s,Tina Table,T%1$s,Constable,WEARER
                tom.%1$s,Tom Table,,,NO_SUCH_ROLE
                """.formatted(mark);
        desk.signIn(Role.ADMINISTRATOR).open("/people");
        desk.link("Import").click();
        assertThat(desk.heading("Import people or units")).isVisible();
        desk.isAccessible();
        desk.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("people.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        desk.button("Show what would change").click();
        Locator result =
                desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What would change"));
        assertThat(result).containsText("New: 1");
        assertThat(result).containsText("Refused: 1");
        assertThat(result).containsText("Rank: Constable");
        desk.isAccessible();
        desk.picture(java.nio.file.Path.of("target", "desk", "import.png"));
        desk.button("Do exactly this").click();
        assertThat(desk.heading("Done.")).isVisible();

        desk.open("/people");
        desk.label("Search by name, number, rank or unit").fill("t" + mark + " constable");
        Locator row = desk.page().locator("tbody tr");
        assertThat(row).hasCount(1);
        assertThat(row).containsText("Tina Table");
        assertThat(desk.page()).hasURL(Pattern.compile("[?&]q="));
        desk.isAccessible();
    }

    @Test
    void keepsSomebodysPlaceAndBringsThemBack(Desk desk) {
        Person boss = people.another(Role.SUPERVISOR, "boss." + mark, people.unit());
        Person person = people.another(Role.WEARER, "placed." + mark, people.unit());
        desk.signIn(Role.ADMINISTRATOR).open("/people?q=placed." + mark);
        desk.button("Change " + person.name()).click();
        desk.label("Staff number").fill("N" + mark);
        desk.page()
                .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Rank or function"))
                .fill("Sergeant");
        Locator manager = desk.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Line manager"));
        manager.fill("boss." + mark);
        desk.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("boss." + mark)))
                .first()
                .click();
        desk.isAccessible();
        desk.button("Save").click();
        assertThat(desk.text("Saved")).isVisible();
        desk.button("Leaves the house").click();
        desk.button("Yes, leaves").click();
        assertThat(desk.heading("Nobody fits.")).isVisible();

        desk.open("/people?presence=INACTIVE&q=placed." + mark);
        Locator row = desk.page().locator("tbody tr");
        assertThat(row).containsText("has left");
        assertThat(row).containsText("Sergeant");
        desk.button("Change " + person.name()).click();
        desk.button("Is back in the house").click();
        assertThat(row).hasCount(0);
        desk.open("/people?q=placed." + mark);
        desk.link(person.name()).click();
        assertThat(desk.text("Line manager: " + boss.name())).isVisible();
        desk.isAccessible();
    }

    @Test
    void showsAnAuditorWhatSomebodyCanSee(Desk desk) {
        String code = "SIGHT_" + mark.toUpperCase(Locale.ROOT);
        people.api(Role.ADMINISTRATOR)
                .put()
                .uri("/api/roles/" + code)
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        "{\"name\":\"Sight\",\"rights\":[{\"action\":\"person.sight\",\"reach\":\"ALL\",\"upTo\":\"CONFIDENTIAL\"}]}")
                .retrieve()
                .toBodilessEntity();
        // Not the administrator of all tests, who would keep it.
        Person auditor = people.another(Role.ADMINISTRATOR, "sees." + mark, people.unit());
        entrust(auditor, code);
        Person supervisor = people.another(Role.SUPERVISOR, "seen." + mark, people.unit());
        desk.signIn(auditor).open("/people?q=seen." + mark);
        desk.link(supervisor.name()).click();
        assertThat(desk.heading("Units over time")).isVisible();
        assertThat(desk.text("Parking").first()).isVisible();
        desk.isAccessible();

        desk.button("Ask now").click();
        assertThat(desk.text("Evidence within reach now")).isVisible();
        desk.text("As Supervisor").click();
        assertThat(desk.text("Watch (Unit and below, up to open)")).isVisible();
        desk.button("Show the evidence").click();
        desk.isAccessible();
        desk.picture(java.nio.file.Path.of("target", "desk", "sight.png"));
    }

    @Test
    void isReadableInTheDarkInGermanAndOnAPhone(Desk desk) {
        desk.dark().german().phone().signIn(Role.ADMINISTRATOR).open("/roles");
        assertThat(desk.heading("Was Trägerin oder Träger darf")).isVisible();
        desk.isAccessible();
        desk.open("/people/import");
        assertThat(desk.heading("Personen oder Einheiten einlesen")).isVisible();
        desk.isAccessible();
    }
}
