package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;

/** Who is who at the provider, where one is configured. It is not asked for any of this, so none runs here. */
@DeskTest
@TestPropertySource(
        properties = {
            "vidimus.access.openid.issuer=http://127.0.0.1:9/",
            "vidimus.access.openid.address=http://127.0.0.1:8080",
            "vidimus.access.openid.client-secret=a secret that nobody is ever told in this test",
            "vidimus.access.openid.name=City directory"
        })
class DirectoryLinksTest {
    @Autowired
    TestPeople people;

    @Test
    void linkAPersonToTheProviderAndUnlinkThem(Desk desk) {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Person person = people.another(Role.WEARER, "linked." + mark, people.unit());
        desk.signIn(Role.ADMINISTRATOR).open("/directory");
        assertThat(desk.text("that City directory sends at each sign-in")).isVisible();
        assertThat(desk.text("No provider is configured")).hasCount(0);
        desk.button("Link a person").click();
        Locator dialog = desk.page().getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.COMBOBOX).fill("linked." + mark);
        desk.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("linked." + mark)))
                .click();
        desk.label("Subject at the provider").fill("subject-" + mark);
        desk.isAccessible();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Link a person"))
                .click();
        Locator row = desk.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText("subject-" + mark));
        assertThat(row).containsText(person.name());
        desk.isAccessible();
        desk.picture("directory-links");

        desk.button("Unlink " + person.name()).click();
        assertThat(desk.text("cannot sign in by the provider any more")).isVisible();
        desk.isAccessible();
        desk.button("Yes, unlink").click();
        assertThat(row).hasCount(0);
    }
}
