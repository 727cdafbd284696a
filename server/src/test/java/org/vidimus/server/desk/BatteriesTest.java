package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Fleet;
import org.vidimus.server.fleet.NewCamera;
import org.vidimus.server.fleet.endurance.Endurance;
import org.vidimus.server.fleet.endurance.VirtualReadings;

/** The list of batteries, and what is said of one. */
@DeskTest
class BatteriesTest {
    private static final int CAMERAS = 6;

    @Autowired
    TestPeople people;

    @Autowired
    Fleet fleet;

    @Autowired
    Endurance endurance;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private final String model = "M" + UUID.randomUUID().toString().substring(0, 8);
    private String weakest = "";
    private CameraId weakestId = CameraId.random();

    @BeforeEach
    void fleetWithItsReadings() {
        List<VirtualCamera> cameras = VirtualFleet.live(VirtualFleet.Plan.of(
                CAMERAS, 20, 41, Physics.PLAIN, clock.instant().truncatedTo(ChronoUnit.HOURS)));
        double shortest = Double.MAX_VALUE;
        for (VirtualCamera camera : cameras) {
            String serial = camera.serial() + "-" + model;
            CameraId id = fleet.register(
                    Caller.job("test"),
                    NewCamera.of(serial)
                            .madeBy("Vidimus", model)
                            .in(people.unit().id()));
            VirtualReadings.store(jdbc, id.value(), camera);
            endurance.forHandOut(id, people.person(Role.WEARER).id());
            double lasts = camera.truth(20).shifts().getFirst();
            if (lasts < shortest) {
                shortest = lasts;
                weakest = serial;
                weakestId = id;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AccessibilityTest.Look.class)
    void isAccessible(AccessibilityTest.Look look, Desk desk) {
        look.of(desk).signIn(Role.FLEET_MANAGER).open("/batteries?camera=" + weakestId);

        assertThat(desk.page().locator("svg[role=img]")).hasCount(3);
        desk.isAccessible();
    }

    @Test
    void listsACameraThatWouldNotLastTheShiftAndSaysWhy(Desk desk) {
        desk.signIn(Role.FLEET_MANAGER).open("/batteries");
        desk.label("Length of the shift in hours").fill("20");
        Locator row = desk.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(weakest));
        assertThat(row).containsText("Lasts the shift in 0 of 10 cases");

        row.getByRole(AriaRole.LINK).click();

        assertThat(desk.page()).hasURL(Pattern.compile("camera=" + weakestId));
        assertThat(desk.page().getByText(Pattern.compile("^Fully charged it lasts about \\d+ h")))
                .isVisible();
        assertThat(desk.page().getByText(Pattern.compile("lay within the range")))
                .isVisible();
    }

    @Test
    void doesNotSayThatAllLastWhereNothingIsKnown(Desk desk) {
        desk.page()
                .route(
                        "**/api/endurance*",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("{\"hours\":8,\"known\":0,\"unknown\":200,\"items\":[]}")));

        desk.signIn(Role.FLEET_MANAGER).open("/batteries");

        assertThat(desk.page().getByText("Too little known yet of 200 cameras")).isVisible();
        assertThat(desk.page().getByText("All batteries last")).hasCount(0);
    }

    @Test
    void doesNotOfferTheListToWearers(Desk desk) {
        desk.signIn(Role.WEARER).open("/batteries");

        assertThat(desk.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Batteries")))
                .hasCount(0);
        assertThat(desk.page().getByRole(AriaRole.TABLE)).hasCount(0);
    }
}
