package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.desk.AccessibilityTest.Look;
import org.vidimus.server.fleet.handout.DockRoom;
import tools.jackson.databind.JsonNode;

/** The kiosk, as whoever stands before it sees it: one after the other, and with a network that comes and goes. */
@DeskTest
class KioskScreenTest {
    private static final String VISITS = "**/api/kiosk/visits";

    @Autowired
    DockRoom rooms;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private DockRoom.Room room;
    private Person anna;

    @BeforeEach
    void furnish() {
        room = rooms.room();
        anna = room.person();
    }

    @ParameterizedTest
    @EnumSource
    void isAccessible(Look look, Desk desk) {
        DockRoom.Docked stuck = room.ready("1", 96);
        room.ready("12", 92);
        sql.sql("update dock_slot set problem = 'camera-read-only' where camera = ?")
                .param(stuck.id().value())
                .update();
        openKiosk(look.of(desk));
        assertThat(desk.page().locator("form button")).isVisible();
        shoot(desk, "pair", look);
        desk.isAccessible();
        pair(desk);
        shoot(desk, "idle", look);
        desk.isAccessible();

        show(desk, badge(anna));

        assertThat(desk.page().locator("main section dl")).isVisible();
        shoot(desk, "take", look);
        desk.isAccessible();
    }

    @Test
    void givesACameraToABadgeWhereverTheFocusIs(Desk desk) {
        room.ready("7", 92);
        openKiosk(desk);
        pair(desk);
        desk.page().getByPlaceholder("PIN").focus();

        show(desk, badge(anna));

        assertThat(desk.page().getByText("Take", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(desk.page().locator("dd").first()).hasText("7");
        assertThat(desk.page().getByText("Not known yet how long it lasts.")).isVisible();
        assertThat(desk.page().locator("main").innerText()).doesNotContain(anna.name());
        desk.page()
                .getByRole(AriaRole.BUTTON, named("Something is wrong with it"))
                .click();
        assertThat(desk.page().getByText("does not switch on")).isVisible();
        desk.page().getByRole(AriaRole.BUTTON, named("Back")).click();
        assertThat(desk.page().getByText("Hold your badge to the reader")).isVisible();
        assertThat(desk.page().getByText("No camera ready")).isVisible();
    }

    @Test
    void saysThatItDoesNotKnowSomebodyAndGoesBack(Desk desk) {
        openKiosk(desk);
        pair(desk);

        desk.page().getByPlaceholder("Staff number").fill("nobody-" + UUID.randomUUID());
        desk.page().getByPlaceholder("PIN").fill("000001");
        desk.page().getByRole(AriaRole.BUTTON, named("Enter")).click();

        assertThat(desk.page().getByText("Not recognised")).isVisible();
        assertThat(desk.page().getByText("Hold your badge to the reader")).isVisible();
    }

    @Test
    void sendsNothingLaterThatItCouldNotSend(Desk desk) {
        room.ready("7", 92);
        openKiosk(desk.losingAnswers());
        pair(desk);
        String badge = badge(anna);
        desk.page().context().setOffline(true);

        show(desk, badge);

        assertThat(desk.page().getByText("Try again in a moment.")).isVisible();
        assertThat(desk.page().getByText("It goes on by itself.")).isVisible();
        desk.page().context().setOffline(false);
        assertThat(desk.page().getByText("1 camera ready")).isVisible();
        assertThat(sql.sql("select count(*) from hand_out where person = ?")
                        .param(anna.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
        show(desk, badge);
        assertThat(order(desk)).hasText("Take");
    }

    @Test
    void showsNoAnswerThatComesLateToWhoeverCameNext(Desk desk) {
        room.ready("7", 92);
        openKiosk(desk);
        pair(desk);
        List<Route> held = new ArrayList<>();
        desk.page().route(VISITS, route -> {
            if (held.isEmpty()) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        show(desk, badge(anna));
        desk.page().waitForCondition(() -> !held.isEmpty());

        show(desk, badge(room.person()));

        assertThat(desk.page().locator("dd").first()).hasText("7");
        desk.page().waitForResponse(VISITS, () -> held.getFirst()
                .fulfill(json(
                        200,
                        "{\"kind\":\"TAKE\",\"replaceable\":true,\"camera\":{\"id\":\""
                                + UUID.randomUUID()
                                + "\",\"number\":\"LATE\",\"slot\":\"99\",\"missing\":[]}}")));
        desk.page().evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(desk.page().locator("dd").first()).hasText("7");
        assertThat(desk.page().getByText("LATE")).hasCount(0);
    }

    @Test
    void saysForAMomentOnlyThatThereWasNoConnection(Desk desk) {
        room.ready("7", 92);
        openKiosk(desk.losingAnswers());
        pair(desk);
        desk.page().route(VISITS, Route::abort);

        show(desk, badge(anna));

        assertThat(desk.page().getByText("No connection to the server")).isVisible();
        assertThat(desk.page().getByText("1 camera ready")).isVisible();
        assertThat(desk.page().getByText("No connection to the server")).hasCount(0);
    }

    @Test
    void callsNobodyUnknownWhenTheServerFails(Desk desk) {
        openKiosk(desk.losingAnswers());
        pair(desk);
        desk.page().route(VISITS, route -> route.fulfill(json(500, "{\"code\":\"internal\"}")));

        show(desk, badge(anna));

        assertThat(desk.page().getByText("That did not work")).isVisible();
        assertThat(desk.page().getByText("Not recognised")).hasCount(0);
    }

    @Test
    void endsWhatSomebodyBeganAndLeft(Desk desk) {
        room.ready("7", 92);
        desk.page().clock().install();
        openKiosk(desk);
        pair(desk);
        desk.page().getByPlaceholder("Staff number").fill("4711");
        desk.page().getByPlaceholder("PIN").fill("482915");

        desk.page().clock().fastForward(31_000);

        assertThat(desk.page().getByPlaceholder("Staff number")).hasValue("");
        assertThat(desk.page().getByPlaceholder("PIN")).hasValue("");
        show(desk, badge(anna));
        desk.page()
                .getByRole(AriaRole.BUTTON, named("Something is wrong with it"))
                .click();
        assertThat(desk.page().getByText("does not switch on")).isVisible();

        desk.page().clock().fastForward(31_000);

        assertThat(desk.page().getByText("Hold your badge to the reader")).isVisible();
    }

    @Test
    void sendsPeopleToTheirOwnCameraThatStandsReady(Desk desk) {
        DockRoom.Docked own = room.ready("7", 92);
        room.give(anna, "\"camera\":\"" + own.id() + "\",\"mode\":\"PERMANENT_ISSUE\"");
        openKiosk(desk);
        pair(desk);

        show(desk, badge(anna));

        assertThat(order(desk)).hasText("Take");
        assertThat(desk.page().locator("dd").first()).hasText("7");
    }

    @Test
    void sendsNobodyToWaitForWhatDoesNotPass(Desk desk) {
        openKiosk(desk);
        pair(desk);
        desk.page()
                .route(
                        VISITS,
                        route -> route.fulfill(json(
                                200,
                                "{\"kind\":\"HAVE\",\"replaceable\":false,\"camera\":{\"id\":\"" + UUID.randomUUID()
                                        + "\",\"number\":\"17\",\"slot\":\"4\",\"missing\":[\"SETTINGS_DIFFER\"]}}")));

        show(desk, badge(anna));

        assertThat(order(desk)).hasText("You have camera");
        assertThat(desk.page()
                        .getByText("Your camera is in slot 4. Waiting does not help: settings differ."
                                + " Ask whoever keeps the cameras."))
                .isVisible();
    }

    @Test
    void theWallSaysThatItIsOldWhenTheNetworkIsGone(Desk desk) {
        room.ready("7", 92);
        openKiosk(desk.losingAnswers());
        pair(desk);
        desk.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Dock room"))
                .click();
        assertThat(desk.page().getByText(room.dockName).first()).isVisible();

        desk.page().context().setOffline(true);

        assertThat(desk.page().getByText("No answer from the server.")).isVisible();
    }

    /** What it says for some seconds only stands three times as long here: a busy machine is to see it, too. */
    private static void openKiosk(Desk desk) {
        desk.page()
                .addInitScript("{ const set = window.setTimeout; window.setTimeout = (act, millis, ...more) =>"
                        + " set(act, millis === 3000 || millis === 8000 ? 3 * millis : millis, ...more); }");
        desk.open("/kiosk");
    }

    private void pair(Desk desk) {
        JsonNode kiosk = Objects.requireNonNull(people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/kiosks")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\":\"Dock room\",\"site\":\"" + room.site + "\"}")
                .retrieve()
                .body(JsonNode.class));
        desk.page().locator("form input").fill(kiosk.path("code").asString());
        desk.page().locator("form button").click();
        assertThat(desk.page().getByText(Pattern.compile("Hold your badge|Ausweis an den Leser")))
                .isVisible();
    }

    private String badge(Person person) {
        String badge = "04" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        people.api(Role.FLEET_MANAGER)
                .post()
                .uri("/api/people/" + person.id() + "/badges")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"number\":\"" + badge + "\"}")
                .retrieve()
                .toBodilessEntity();
        return badge;
    }

    /** As a reader types it: quicker than a busy machine's keyboard could be sent. */
    private static void show(Desk desk, String badge) {
        desk.page()
                .evaluate(
                        "badge => { for (const key of [...badge, 'Enter']) document.activeElement.dispatchEvent("
                                + "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})); }",
                        badge);
    }

    /** What somebody is told to do. */
    private static Locator order(Desk desk) {
        return desk.page().locator("main section h1").first();
    }

    private static Route.FulfillOptions json(int status, String body) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(body);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Desk desk, String name, Look look) {
        desk.picture(Path.of("target", "desk", "kiosk-" + name + "-" + look + ".png"));
    }
}
