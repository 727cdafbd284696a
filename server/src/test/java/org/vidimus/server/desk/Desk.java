package org.vidimus.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Caller;

/** One person's browser window. Opens in English, light, 1280 by 900 and Berlin time, unless told otherwise before. */
final class Desk {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What a page may write to the console although all is well: the browser's own line about a refusal that the page itself shows. */
    private static final Pattern EXPECTED = Pattern.compile("status of (401|403|404|409|422|429)");

    final TestPeople people;
    private final Browser browser;
    private String address;
    private final Browser.NewContextOptions options = new Browser.NewContextOptions()
            .setViewportSize(1280, 900)
            .setTimezoneId("Europe/Berlin")
            .setLocale("en-GB")
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    private final List<String> complaints = new ArrayList<>();
    private Pattern expected = EXPECTED;
    private @org.jspecify.annotations.Nullable BrowserContext context;
    private @org.jspecify.annotations.Nullable Page page;

    Desk(Browser browser, String address, TestPeople people) {
        this.browser = browser;
        this.address = address;
        this.people = people;
    }

    Desk dark() {
        options.setColorScheme(ColorScheme.DARK);
        return this;
    }

    Desk german() {
        options.setLocale("de-DE");
        return this;
    }

    Desk phone() {
        options.setViewportSize(390, 844);
        return this;
    }

    /** The browser's own line about what this test takes from it: the network, or an answer. */
    Desk losingAnswers() {
        expected = Pattern.compile("Failed to load resource");
        return this;
    }

    /** Opens the house by its name, as passkeys want it. */
    Desk byName() {
        address = address.replace("127.0.0.1", "localhost");
        return this;
    }

    String address() {
        return address;
    }

    /** Gives the browser an authenticator of its own, whose user is always there and always verified. */
    Desk withAuthenticator() {
        CDPSession browser = page().context().newCDPSession(page());
        browser.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject wish = new JsonObject();
        wish.add("options", options);
        browser.send("WebAuthn.addVirtualAuthenticator", wish);
        return this;
    }

    Page page() {
        if (page == null) {
            context = browser.newContext(options);
            page = context.newPage();
            page.setDefaultTimeout(DeskWindows.PATIENCE_MILLIS);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")
                        && !expected.matcher(message.text()).find()) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
        }
        return page;
    }

    Desk open(String path) {
        page().navigate(address + path);
        return this;
    }

    /** Signs in at the screen, and waits for the desk. */
    Desk signIn(Caller.Role role) {
        return signIn(people.person(role));
    }

    Desk signIn(Person person) {
        open("/sign-in");
        // By their names, which are alike in every language.
        page().locator("input[name=login]").fill(person.login());
        page().locator("input[name=password]").fill(TestPeople.PASSWORD);
        page().locator("button[type=submit]").click();
        assertThat(page()).not().hasURL(Pattern.compile("/sign-in"));
        return this;
    }

    Desk openEvidence(UUID id) {
        open("/evidence/" + id);
        assertThat(page().locator("h1")).isVisible();
        return this;
    }

    Locator button(String name) {
        return page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator heading(String name) {
        return page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator label(String name) {
        return page().getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    Locator text(String text) {
        return page().getByText(text);
    }

    /** Language tag that the page claims to be in. */
    String language() {
        return String.valueOf(page().evaluate("() => document.documentElement.lang"));
    }

    String scheme() {
        return String.valueOf(
                page().evaluate("() => document.documentElement.getAttribute('data-mantine-color-scheme')"));
    }

    /** Name of what has the focus, as a person reads it. */
    String focused() {
        return String.valueOf(page().evaluate("() => { let at = document.activeElement;"
                + " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                + " return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? ''; }"));
    }

    /** Nothing that the rules of WCAG 2.2 AA find wrong with the page as it stands. */
    void isAccessible() {
        AxeResults results = new AxeBuilder(page()).withTags(RULES).analyze();
        assertThat(results.getViolations())
                .as("what axe finds at " + page().url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getTarget() + " " + node.getHtml())
                                .toList())
                .isEmpty();
    }

    /** The window of somebody else. */
    Desk another() {
        return new Desk(browser, address, people);
    }

    /** For people to look at, in target/desk. */
    void picture(String name) {
        picture(Path.of("target", "desk", name + ".png"));
    }

    void picture(Path file) {
        if (page != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
        }
    }

    void close(boolean strict) {
        if (context != null) {
            context.close();
        }
        if (strict) {
            assertThat(complaints).as("errors on the console").isEmpty();
        }
    }
}
