package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;

/** The wall of the dock room, fed by what docks say. */
@DeskTest
class DockRoomTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 5);
    private final UUID site = UUID.randomUUID();
    private final UUID hall = UUID.randomUUID();
    private final UUID yard = UUID.randomUUID();

    private void furnish() {
        sql.sql("insert into site (id, name) values (?, ?)")
                .params(site, "Site " + mark)
                .update();
        dock(hall, "Hall " + mark);
        dock(yard, "Yard " + mark);
        for (int i = 1; i <= 16; i++) {
            String slot = "%02d".formatted(i);
            switch (i % 8) {
                case 1, 2, 3 -> slot(hall, slot, camera(i), "DONE", 9, 0, 85 + i, null);
                case 4 -> slot(hall, slot, camera(i), "OFFLOADING", 8_200_000_000L, 12, 41, null);
                case 5 -> slot(hall, slot, camera(i), "WAITING", 14_200_000_000L, 12, 12, null);
                case 6 ->
                    slot(
                            hall,
                            slot,
                            camera(i),
                            i > 8 ? "LEFT" : "FOUND",
                            9,
                            i > 8 ? 3 : 0,
                            22,
                            i > 8 ? null : "read-only");
                case 7 -> slot(hall, slot, camera(i), "DONE", 9, 0, 63, null);
                default -> slot(hall, slot, Optional.empty(), null, 0, 0, 0, null);
            }
        }
        for (int i = 1; i <= 8; i++) {
            slot(yard, Integer.toString(i), camera(20 + i), "DONE", 9, 0, 99, null);
        }
        // Last, so that there is time to look before one more minute has passed.
        heard(hall, Duration.ZERO);
        heard(yard, Duration.ofSeconds(241));
    }

    private void dock(UUID id, String name) {
        sql.sql("insert into dock (id, name, site) values (?, ?, ?)")
                .params(id, name, site)
                .update();
    }

    private void heard(UUID dock, Duration ago) {
        sql.sql("update dock set seen_at = ? where id = ?")
                .params(Instant.now().minus(ago).atOffset(ZoneOffset.UTC), dock)
                .update();
    }

    private Optional<UUID> camera(int n) {
        return Optional.of(fleet.register(Caller.job("test"), NewCamera.of("%s-%02d".formatted(mark, n)))
                .value());
    }

    private void slot(
            UUID dock,
            String slot,
            Optional<UUID> camera,
            @Nullable String phase,
            long done,
            int left,
            int battery,
            @Nullable String problem) {
        sql.sql(
                        "insert into dock_slot (dock, slot, camera, serial, phase, total_bytes, done_bytes, files_left, battery_percent,"
                                + " charging, problem, since, seen_at) values (?, ?, ?, (select serial from camera where id = ?), ?, ?, ?, ?,"
                                + " ?, ?, ?, now() - interval '14 minutes', now())")
                .param(dock)
                .param(slot)
                .param(camera.orElse(null))
                .param(camera.orElse(null))
                .param(phase)
                .param(Math.max(done, 14_200_000_000L))
                .param(done == 9 ? 14_200_000_000L : done)
                .param(left)
                .param(camera.isEmpty() ? null : battery)
                .param(battery < 80)
                .param(problem)
                .update();
    }

    @ParameterizedTest
    @CsvSource({"dark,1920,1080", "german,1920,1080", "light,1280,900", "phone,390,844"})
    void showsEverySlotOnAnyScreen(String look, int width, int height, Desk desk) {
        furnish();
        Desk seen =
                switch (look) {
                    case "dark" -> desk.dark();
                    case "german" -> desk.german();
                    case "phone" -> desk.phone();
                    default -> desk;
                };
        seen.page().setViewportSize(width, height);
        seen.signIn(Caller.Role.FLEET_MANAGER)
                .open("/dock-room?site=" + site + (look.equals("light") ? "" : "&wall=yes"));

        assertThat(seen.text(mark + "-01")).isVisible();
        assertThat(seen.page().locator("main li[data-state], div[data-wall] li[data-state]"))
                .hasCount(24);
        assertThat(seen.page().locator("li[data-state=problem]")).hasCount(1);
        assertThat(seen.page().locator("li[data-state=left]")).hasCount(1);
        seen.isAccessible();
        seen.page()
                .screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target", "desk", "dock-room-" + look + ".png")));
        // Nothing is cut off sideways.
        assertThat((Boolean) seen.page().evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
        assertThat(seen.page().content()).doesNotContain("Name of wearer");
    }

    @Test
    void countsWhatIsReadyAndLeavesOutWhatASilentDockLastSaid(Desk desk) {
        furnish();
        desk.signIn(Caller.Role.FLEET_MANAGER).open("/dock-room?site=" + site);

        Locator counts = desk.page().getByLabel("Counts");
        assertThat(counts).containsText("Ready6");
        assertThat(counts).containsText("Getting ready6");
        assertThat(counts).containsText("Problem2");
        assertThat(counts).containsText("Silent docks1");
        assertThat(desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Yard " + mark)))
                .containsText("not heard for 4 min");
    }

    @Test
    void followsADockWithoutBeingAskedTo(Desk desk) {
        furnish();
        String serial = mark + "-99";
        fleet.register(Caller.job("test"), NewCamera.of(serial));
        desk.signIn(Caller.Role.FLEET_MANAGER).open("/dock-room?site=" + site);
        assertThat(desk.text(mark + "-01")).isVisible();
        assertThat(desk.text(serial)).hasCount(0);

        int status = people.api(Caller.Role.DOCK)
                .post()
                .uri("/api/docks/{name}/slots", "Hall " + mark)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"agent\":\"1.0\",\"slots\":[{\"slot\":\"08\",\"serial\":\"" + serial
                        + "\",\"phase\":\"OFFLOADING\",\"totalBytes\":100,\"doneBytes\":25,\"filesLeft\":3}]}")
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();

        assertThat(status).isEqualTo(200);
        Locator tile = desk.page().locator("li").filter(new Locator.FilterOptions().setHasText(serial));
        assertThat(tile).containsText("25%");
    }

    @Test
    void isNotForWearers(Desk desk) {
        desk.signIn(Caller.Role.WEARER).open("/dock-room");

        assertThat(desk.heading("Not for your role")).isVisible();
    }
}
