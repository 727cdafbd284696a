package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

/** Proving once more who one is at the provider, on a page beside the one where something waits. None runs here: what it would say is put in. */
@DeskTest
@TestPropertySource(
        properties = {
            "vidimus.access.first-profile=US-CJIS",
            "vidimus.access.openid.issuer=http://127.0.0.1:9/",
            "vidimus.access.openid.address=http://127.0.0.1:8080",
            "vidimus.access.openid.client-secret=a secret that nobody is ever told in this test",
            "vidimus.access.openid.name=City directory"
        })
class ConfirmAtProviderTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Test
    void goesOnByItselfOnceThePageBesideSaysSo(Desk desk) {
        String login = "provided." + UUID.randomUUID().toString().substring(0, 8);
        Person person = people.another(Role.ADMINISTRATOR, login, people.unit());
        sql.sql("insert into openid_link (issuer, subject, person, claims, linked_at, seen_at) "
                        + "values ('http://127.0.0.1:9/', ?, ?, '{}', now(), now())")
                .param(login)
                .param(person.id().value())
                .update();
        signIn(desk.byName().withAuthenticator(), login);
        confirmed("now() - interval '16 minutes'");
        desk.open("/cameras");
        desk.button("New dock").click();
        desk.label("Name of the dock").fill("Dock of " + login);
        desk.button("Make the token").click();
        Locator dialog =
                desk.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Is it still you?"));
        Locator provider =
                dialog.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Confirm with City directory"));
        assertThat(provider).isVisible();
        desk.isAccessible();
        desk.picture("confirm-at-provider");

        Page beside = desk.page().waitForPopup(provider::click);

        assertThat(beside).hasURL(Pattern.compile("/confirmed#openid-unreachable$"));
        assertThat(beside.locator("h1")).hasText("Not confirmed");
        assertThat(beside.getByText("The provider does not answer.")).isVisible();
        assertThat(dialog).isVisible();

        confirmed("now()");
        beside.navigate(desk.address() + "/confirmed");

        assertThat(beside.locator("h1")).hasText("It is you");
        assertThat(dialog).isHidden();
        assertThat(desk.page().locator("code").filter(new Locator.FilterOptions().setHasText("vidimus_")))
                .isVisible();
    }

    private void confirmed(String at) {
        sql.sql("update sitting set confirmed_at = " + at).update();
    }

    /** With the notice accepted, and with the second factor that this house wants. */
    private static void signIn(Desk desk, String login) {
        desk.open("/sign-in");
        desk.page().locator("section button").click();
        desk.page().locator("input[name=login]").fill(login);
        desk.page().locator("input[name=password]").fill(TestPeople.PASSWORD);
        desk.page().locator("button[type=submit]").click();
        desk.button("Add a passkey").click();
        assertThat(desk.page().locator("li").filter(new Locator.FilterOptions().setHasText("never used")))
                .isVisible();
    }
}
