package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.signin.OneTimeCode;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.desk.AccessibilityTest.Look;

/** Signing in at the desk by passkey and by code, where the rules are strict: a notice, a second factor, locks, proof once more. */
@DeskTest
@TestPropertySource(properties = "vidimus.access.first-profile=US-CJIS")
class SecondFactorTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String login = "at.desk." + UUID.randomUUID().toString().substring(0, 8);

    /** At the sign-in, with the notice accepted. */
    private Desk door(Desk desk) {
        desk.open("/sign-in");
        desk.page().locator("section button").click();
        return desk;
    }

    private void password(Desk desk, String password) {
        desk.page().locator("input[name=login]").fill(login);
        desk.page().locator("input[name=password]").fill(password);
        desk.page().locator("button[type=submit]").click();
    }

    /** Signed in by password alone, and so held at the account. */
    private Desk restricted(Desk desk, Caller.Role role) {
        people.another(role, login, people.unit());
        password(door(desk), TestPeople.PASSWORD);
        assertThat(desk.page()).hasURL(Pattern.compile("/account$"));
        return desk;
    }

    private byte[] setUpApp(Desk desk) {
        desk.button("Set up an app").click();
        assertThat(desk.page()
                        .getByRole(
                                AriaRole.IMG, new Page.GetByRoleOptions().setName("QR code for the authenticator app")))
                .isVisible();
        byte[] secret = secret(desk.page().locator("code").first().textContent());
        desk.page().locator("input[name=code]").fill(code(secret, 0));
        desk.button("Use this app").click();
        assertThat(desk.button("Replace the app")).isVisible();
        return secret;
    }

    private static byte[] secret(String text) {
        var bits = BigInteger.ONE;
        for (char each : text.toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each)));
        }
        byte[] all = bits.toByteArray();
        return Arrays.copyOfRange(all, all.length - text.length() * 5 / 8, all.length);
    }

    /** As the step of now or a later one has it: it counts even if that step is over by the time that it arrives. */
    private static String code(byte[] secret, int steps) {
        return OneTimeCode.at(secret, OneTimeCode.stepAt(Instant.now()) + steps);
    }

    private void signOut(Desk desk) {
        desk.page().locator("nav button").last().click();
        desk.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(desk.page()).hasURL(Pattern.compile("/sign-in"));
    }

    @Test
    void registersAPasskeySignsInByItAndProvesItOnceMore(Desk desk) {
        restricted(desk.byName().withAuthenticator(), Caller.Role.ADMINISTRATOR);
        desk.open("/people");
        assertThat(desk.page()).hasURL(Pattern.compile("/account$"));
        desk.button("Add a passkey").click();
        Locator passkey = desk.page().locator("li").filter(new Locator.FilterOptions().setHasText("never used"));
        assertThat(passkey).isVisible();
        assertThat(desk.page().getByText("asks for a second factor")).hasCount(0);
        signOut(desk);

        door(desk);
        desk.button("Use a passkey").click();
        assertThat(desk.page()).not().hasURL(Pattern.compile("/sign-in"));

        sql.sql("update sitting set confirmed_at = confirmed_at - interval '16 minutes'")
                .update();
        desk.open("/cameras");
        desk.button("New dock").click();
        desk.label("Name of the dock").fill("Dock of " + login);
        desk.button("Make the token").click();
        Locator dialog =
                desk.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Is it still you?"));
        assertThat(dialog).isVisible();
        desk.isAccessible();
        desk.picture(Path.of("target", "desk", "confirm.png"));
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Use a passkey"))
                .click();

        assertThat(desk.page().locator("code").filter(new Locator.FilterOptions().setHasText("vidimus_")))
                .isVisible();
    }

    @Test
    void asksForTheCodeOfAnApp(Desk desk) {
        restricted(desk, Caller.Role.WEARER);
        byte[] secret = setUpApp(desk);
        assertThat(desk.link("Evidence")).isVisible();
        signOut(desk);

        password(door(desk), TestPeople.PASSWORD);
        Locator code = desk.page().locator("input[name=code]");
        assertThat(code).isFocused();
        desk.isAccessible();
        code.fill("000000");
        desk.page().keyboard().press("Enter");
        assertThat(desk.page().getByRole(AriaRole.ALERT)).containsText("does not count");
        desk.picture(Path.of("target", "desk", "code.png"));
        // That of now is used up.
        code.fill(code(secret, 1));
        desk.page().keyboard().press("Enter");

        assertThat(desk.heading("Evidence")).isVisible();
    }

    @Test
    void locksAndIsReleasedInPeople(Desk desk) {
        restricted(desk, Caller.Role.ADMINISTRATOR);
        setUpApp(desk);
        String lockedOut = "locked." + login;
        people.another(Caller.Role.WEARER, lockedOut, people.unit());
        for (int i = 0; i < 5; i++) {
            people.visitor()
                    .post()
                    .uri("/api/session")
                    .body(java.util.Map.of("login", lockedOut, "password", "wrong", "accepted", true))
                    .retrieve()
                    .toBodilessEntity();
        }

        desk.open("/people?q=" + lockedOut);
        Locator row = desk.page().locator("tr").filter(new Locator.FilterOptions().setHasText(lockedOut));
        assertThat(row).containsText("Locked");
        desk.button("Change Name of " + lockedOut).click();
        desk.isAccessible();
        desk.picture(Path.of("target", "desk", "locked.png"));
        desk.button("Release the lock").click();

        assertThat(desk.button("Release the lock")).hasCount(0);
        assertThat(row).not().containsText("Locked");
        desk.label("Reason for the lock").fill("lost laptop");
        desk.button("Lock this account").click();
        assertThat(row).containsText("Locked");
        desk.button("Release the lock").click();
        assertThat(row).not().containsText("Locked");
        desk.button("Recover the account").click();
        assertThat(desk.page().getByRole(AriaRole.DIALOG).last()).isVisible();
    }

    @Test
    void setsAnInvitedPersonUp(Desk desk) {
        var boss = people.another(Caller.Role.ADMINISTRATOR, "boss." + login, people.unit());
        var made = people.api(people.token(boss))
                .post()
                .uri("/api/people")
                .body(java.util.Map.of("login", login, "name", "New Person", "role", "WEARER"))
                .retrieve()
                .body(tools.jackson.databind.JsonNode.class);
        String link =
                java.util.Objects.requireNonNull(made).at("/invitation/path").asString();
        desk.byName().withAuthenticator().open(link);
        assertThat(desk.heading("Welcome")).isVisible();
        desk.isAccessible();
        desk.picture(Path.of("target", "desk", "set-up.png"));
        desk.page().locator("input[name=password]").fill("short");
        assertThat(desk.page().getByText("5 more characters")).isVisible();

        desk.button("Make a passkey").click();
        assertThat(desk.heading("Done")).isVisible();
        desk.link("Sign in").click();
        desk.page().locator("section button").click();
        desk.button("Use a passkey").click();

        assertThat(desk.heading("Evidence")).isVisible();
        desk.open(link);
        assertThat(desk.heading("This link opens nothing")).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInTheAccountAndAtTheDoor(Look look, Desk desk) {
        look.of(desk).byName().open("/sign-in");
        assertThat(desk.page().locator("section button")).isVisible();
        desk.isAccessible();
        desk.picture(Path.of("target", "desk", "notice-" + look + ".png"));
        desk.page().locator("section button").click();
        desk.isAccessible();
        desk.picture(Path.of("target", "desk", "sign-in-" + look + ".png"));
        restricted(desk, Caller.Role.WEARER);
        assertThat(desk.page().locator("section")).hasCount(5);
        desk.isAccessible();
        // The panel of the app: whatever the language, its only button.
        desk.page().locator("section").nth(1).locator("button").click();
        assertThat(desk.page().locator("svg[role=img]")).isVisible();
        desk.isAccessible();
        desk.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "desk", "account-" + look + ".png")));
    }
}
