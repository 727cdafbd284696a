package org.vidimus.server.desk;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.vidimus.server.TestPeople;

/** Gives each test a window of the one browser of this run; what it showed when a test failed is kept in target/desk. */
final class DeskWindows implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(DeskWindows.class);
    /** A busy machine is no failure; what never comes is. */
    static final int PATIENCE_MILLIS = 60_000;

    private static final List<Path> CHROMIUMS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Desk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Running running =
                test.getRoot().getStore(SPACE).computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
        var spring = SpringExtension.getApplicationContext(test);
        String address = "http://127.0.0.1:" + spring.getEnvironment().getRequiredProperty("local.server.port");
        Desk desk = new Desk(running.browser(), address, spring.getBean(TestPeople.class));
        test.getStore(SPACE).put(Desk.class, desk);
        return desk;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Desk desk = test.getStore(SPACE).remove(Desk.class, Desk.class);
        if (desk != null) {
            boolean passed = test.getExecutionException().isEmpty();
            if (!passed) {
                desk.picture(
                        Path.of("target", "desk", test.getRequiredTestMethod().getName() + ".png"));
            }
            desk.close(passed);
        }
    }

    /** Ends with the last test. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        static Running start() {
            Path chromium = CHROMIUMS.stream()
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new TestAbortedException("no Chromium here: install the package chromium"));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setTimeout(2 * PATIENCE_MILLIS)
                            .setArgs(List.of("--no-sandbox", "--mute-audio")));
            return new Running(playwright, Objects.requireNonNull(browser));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
