package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vidimus.server.custody.Caller;

@DeskTest
class DockRoomTest {
    private static String slot(String name, String serial, String rest) {
        Instant now = Instant.now();
        return "{\"slot\":\"" + name + "\","
                + (serial.isEmpty()
                        ? ""
                        : "\"camera\":{\"id\":\"" + java.util.UUID.randomUUID() + "\",\"serial\":\"" + serial + "\"},")
                + rest + "\"since\":\"" + now.minusSeconds(840) + "\",\"seenAt\":\"" + now + "\"}";
    }

    private static String body() {
        StringBuilder a = new StringBuilder();
        for (int i = 1; i <= 16; i++) {
            if (i > 1) a.append(',');
            String n = "%02d".formatted(i);
            String s = "BWC-01" + n;
            a.append(
                    switch (i % 8) {
                        case 1, 2, 3 ->
                            slot(
                                    n,
                                    s,
                                    "\"phase\":\"DONE\",\"totalBytes\":9,\"doneBytes\":9,\"filesLeft\":0,\"batteryPercent\":"
                                            + (85 + i) + ",\"charging\":false,");
                        case 4 ->
                            slot(
                                    n,
                                    s,
                                    "\"phase\":\"OFFLOADING\",\"totalBytes\":14200000000,\"doneBytes\":8200000000,\"filesLeft\":12,\"batteryPercent\":41,\"charging\":true,");
                        case 5 ->
                            slot(
                                    n,
                                    s,
                                    "\"phase\":\"WAITING\",\"totalBytes\":14200000000,\"doneBytes\":14200000000,\"filesLeft\":12,\"batteryPercent\":12,\"charging\":true,");
                        case 6 ->
                            slot(
                                    n,
                                    s,
                                    i > 8
                                            ? "\"phase\":\"LEFT\",\"totalBytes\":9,\"doneBytes\":9,\"filesLeft\":3,\"batteryPercent\":70,"
                                            : "\"phase\":\"FOUND\",\"totalBytes\":9,\"doneBytes\":0,\"filesLeft\":0,\"batteryPercent\":22,\"problem\":\"read-only\",");
                        case 7 ->
                            slot(
                                    n,
                                    s,
                                    "\"phase\":\"DONE\",\"totalBytes\":9,\"doneBytes\":9,\"filesLeft\":0,\"batteryPercent\":63,\"charging\":true,");
                        default -> slot(n, "", "\"totalBytes\":0,\"doneBytes\":0,\"filesLeft\":0,");
                    });
        }
        StringBuilder b = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            if (i > 1) b.append(',');
            b.append(slot(
                    "" + i,
                    "BWC-02" + i,
                    "\"phase\":\"DONE\",\"totalBytes\":9,\"doneBytes\":9,\"filesLeft\":0,\"batteryPercent\":99,"));
        }
        Instant now = Instant.now();
        return "{\"items\":[{\"id\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"Dock Nord\",\"site\":{\"id\":\"a\",\"name\":\"Rathaus\"},\"seenAt\":\""
                + now + "\",\"slots\":[" + a
                + "]},{\"id\":\"21111111-1111-4111-8111-111111111111\",\"name\":\"Dock Hof\",\"site\":{\"id\":\"b\",\"name\":\"Bauhof\"},\"seenAt\":\""
                + now.minusSeconds(250) + "\",\"slots\":[" + b + "]}]}";
    }

    private void show(Desk desk, String name) {
        desk.page()
                .route(
                        "**/api/docks",
                        (Route route) -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(body())));
        desk.signIn(Caller.Role.FLEET_MANAGER).open("/dock-room?wall=yes");
        assertThat(desk.text("BWC-0101")).isVisible();
        desk.isAccessible();
        desk.page()
                .screenshot(
                        new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/desk/" + name + ".png")));
    }

    @Test
    void dark(Desk desk) {
        desk.dark().page().setViewportSize(1920, 1080);
        show(desk, "wall-dark");
    }

    @Test
    void light(Desk desk) {
        desk.german().page().setViewportSize(1920, 1080);
        show(desk, "wall-light");
    }

    @Test
    void phone(Desk desk) {
        desk.phone();
        show(desk, "wall-phone");
    }
}
