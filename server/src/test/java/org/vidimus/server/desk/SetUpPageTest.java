package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.trust.Sha256;

/** The page behind the link that a house without people prints. */
@DeskTest
@DirtiesContext
@TestPropertySource(properties = "spring.application.name=empty-desk")
class SetUpPageTest {
    private static final String LINK = "a-link-that-the-test-knows";

    @Autowired
    JdbcClient sql;

    @Test
    void makesTheFirstAdministratorAndLetsThemIn(Desk desk) {
        sql.sql("update set_up_link set hash = ?")
                .param(Sha256.of(LINK.getBytes(StandardCharsets.UTF_8)).bytes())
                .update();
        desk.byName().open("/set-up/" + LINK);
        assertThat(desk.heading("The first administrator")).isVisible();
        desk.isAccessible();
        desk.picture(Path.of("target", "desk", "first-administrator.png"));
        desk.label("Name").fill("Ada Boss");
        desk.label("User name").fill("boss");
        desk.page().locator("input[name=password]").fill("bossbossboss");
        desk.button("Set the password").click();
        assertThat(desk.page().getByText("password: ").last()).isVisible();
        desk.page().locator("input[name=password]").fill("drei graue Esel im Aufzug");
        desk.button("Set the password").click();
        assertThat(desk.heading("Done")).isVisible();
        desk.isAccessible();

        desk.link("Sign in").click();
        desk.page().locator("input[name=login]").fill("boss");
        desk.page().locator("input[name=password]").fill("drei graue Esel im Aufzug");
        desk.button("Sign in").click();

        assertThat(desk.heading("Cameras").first()).isVisible();
        desk.open("/set-up/" + LINK);
        assertThat(desk.heading("This link opens nothing")).isVisible();
    }
}
