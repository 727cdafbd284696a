package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;

/** Another profile is looked at, compared, and adopted by two people. */
@DeskTest
// A house of its own: the profile that is adopted here would hold for the tests that come after.
@TestPropertySource(properties = {"vidimus.access.first-profile=DE-NW-OBG", "vidimus.test=second-person"})
class SecondPersonTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void tellsReviewersWhichEmergencyAccessIsOverdue(Desk desk) {
        Person sergeant = people.another(Role.SUPERVISOR, "sergeant." + mark, people.unit());
        broke(sergeant, "in time", "1 day");
        broke(sergeant, "too late", "-1 day");

        desk.signIn(Role.EVIDENCE_MANAGER).open("/inbox");

        assertThat(desk.text("1 of them overdue")).isVisible();
        Locator overdue = desk.page()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("The review is overdue"));
        assertThat(overdue).hasCount(1);
        assertThat(overdue).containsText("too late");
        desk.isAccessible();
        desk.picture("inbox-overdue");
    }

    /** Emergency access that is over and that nobody has reviewed. */
    private void broke(Person person, String reason, String reviewWithin) {
        UUID id = UUID.randomUUID();
        sql.sql(
                        "insert into duty (id, person, role, from_at, until_at) "
                                + "values (?, ?, 'BREAK_GLASS_RESTRICTED', now() - interval '3 days', now() - interval '2 days')")
                .params(id, person.id().value())
                .update();
        sql.sql("insert into glass (id, person, reason, at, until_at, review_by) values (?, ?, ?, "
                        + "now() - interval '3 days', now() - interval '2 days', now() + ?::interval)")
                .params(id, person.id().value(), reason, reviewWithin)
                .update();
    }

    @Test
    void approvesAndThenItIsCarriedOut(Desk desk) {
        Person second = people.another(Role.ADMINISTRATOR, "second." + mark, people.unit());
        desk.signIn(Role.ADMINISTRATOR).open("/rules");
        assertThat(desk.text("§ 15c: deleted two weeks")).isVisible();
        desk.isAccessible();
        desk.picture("rules");
        desk.page().getByRole(AriaRole.COMBOBOX).click();
        desk.page()
                .getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText("UK-LA"))
                .click();
        desk.button("Compare and adopt").click();
        assertThat(desk.page().getByRole(AriaRole.DIALOG)).containsText("would change");
        desk.isAccessible();
        desk.picture("rules-compare");
        desk.button("Adopt").click();
        desk.label("Why?").fill("trial of the other one");
        desk.isAccessible();
        desk.button("Ask").click();
        assertThat(desk.page().getByRole(AriaRole.ALERT).first()).containsText("A second person is asked");

        Desk other = desk.another();
        other.signIn(second).open("/inbox");
        assertThat(other.text("trial of the other one")).isVisible();
        other.isAccessible();
        other.picture("inbox");
        other.button("Approve").click();
        assertThat(other.text("trial of the other one")).hasCount(0);
        other.close(true);

        desk.open("/inbox");
        desk.button("Carry out").click();
        assertThat(desk.text("Carried out, approved by Name of second." + mark)).isVisible();
        desk.open("/rules");
        assertThat(desk.page().getByRole(AriaRole.COMBOBOX)).hasValue(Pattern.compile("UK-LA.*in force"));
    }
}
