package org.vidimus.server.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.vidimus.server.evidence.EvidenceId;

/** The page that comes with a bundle, opened from disk in a real browser without a network. */
@EnabledIf("possible")
class VerifyPageTest extends SharingTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String NASTY =
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>.mp4";

    private static Playwright playwright;
    private static Browser browser;

    private final List<String> asked = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable BrowserContext context;

    static boolean possible() {
        return Files.isExecutable(CHROMIUM) && VerifyPage.class.getResource("verify.html") != null;
    }

    @BeforeAll
    static void launch() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setTimeout(120_000)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void quit() {
        playwright.close();
    }

    @AfterEach
    void closePage() {
        if (context != null) {
            context.close();
        }
        assertThat(asked).allMatch(url -> url.startsWith("file:"));
        assertThat(faults).isEmpty();
    }

    @Test
    void saysThatAGoodBundleHoldsAndShowsWhatIsInside() throws Exception {
        EvidenceId evidence = footage.file(NASTY, randomBytes(100_000, 100));
        Path zip = bundleOf(evidence);

        Page page = open(unpacked(zip).resolve("verify.html"), "en-GB", ColorScheme.LIGHT);
        assertAccessible(page);
        check(page, zip);

        assertThat(page.locator("#verdict h2").textContent()).isEqualTo("✓ Everything in this bundle holds.");
        assertThat(page.locator("body").textContent())
                .contains(
                        NASTY,
                        "unchanged",
                        "Ordnungsamt Musterstadt",
                        "complaint 2026/17",
                        "upload.seal",
                        "bundle.export")
                .contains("key-from-bundle", "timestamp-authority-unchecked");
        assertThat(page.title()).isEqualTo("Vidimus – Check a disclosure bundle");
        assertThat(page.locator("img, script[src]").count()).isZero();
        assertAccessible(page);
    }

    @Test
    void speaksGermanWhereTheBrowserDoesAndChangesOnDemand() throws Exception {
        Path zip = bundleOf(footage.file("a.mp4", randomBytes(1000, 101)));

        Page page = open(unpacked(zip).resolve("verify.html"), "de-DE", ColorScheme.DARK);
        check(page, zip);

        assertThat(page.locator("#verdict h2").textContent()).isEqualTo("✓ Alles in diesem Paket stimmt.");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
        assertAccessible(page);
        page.getByText("English").click();
        assertThat(page.locator("#verdict h2").textContent()).isEqualTo("✓ Everything in this bundle holds.");
    }

    @Test
    void comparesTheKeyWithOneFromElsewhere() throws Exception {
        Path zip = bundleOf(footage.file("a.mp4", randomBytes(1000, 102)));
        String key =
                Files.readString(unpacked(zip).resolve("metadata/ledger.vkey")).strip();

        Page page = open(unpacked(zip).resolve("verify.html"), "en-GB", ColorScheme.LIGHT);
        check(page, zip);
        page.locator("#key").fill(key);
        assertThat(page.locator("#verdict").textContent()).contains("sealed with the key you entered");
        page.locator("#key").fill(page.locator("code.fingerprint").textContent().toUpperCase(java.util.Locale.ROOT));
        assertThat(page.locator("#verdict").textContent()).contains("sealed with the key you entered");
        page.locator("#key").fill("00".repeat(32));
        assertThat(page.locator("#verdict h2").textContent()).contains("sealed with another key");
        page.locator("#key").fill("abc");
        assertThat(page.locator("#verdict").textContent()).contains("neither a fingerprint");
    }

    @Test
    void findsWhateverIsDoneToABundle() throws Exception {
        Path zip = bundleOf(footage.file("a.mp4", randomBytes(2000, 103)));
        List<Tampering.Tampered> all = Tampering.of(zip, 44, 30);
        List<String> missed = new ArrayList<>();
        Path changed = folder.resolve("changed.zip");

        Page page = open(unpacked(zip).resolve("verify.html"), "en-GB", ColorScheme.LIGHT);
        for (int i = 0; i < all.size(); i += 5) {
            Files.write(changed, all.get(i).zip());
            check(page, changed);
            if (page.locator("#verdict.bad").count() != 1) {
                missed.add(all.get(i).name());
            }
        }

        assertThat(missed).isEmpty();
        assertAccessible(page);
    }

    @Test
    void saysWhenAFileIsNoBundle() throws Exception {
        Path zip = bundleOf(footage.file("a.mp4", randomBytes(1000, 104)));
        Path text = Files.write(folder.resolve("letter.txt"), "hello".getBytes(UTF_8));

        Page page = open(unpacked(zip).resolve("verify.html"), "en-GB", ColorScheme.LIGHT);
        check(page, text);

        assertThat(page.locator("#verdict h2").textContent()).isEqualTo("✗ This is not a bundle.");
    }

    @Test
    void theCoverReportIsAccessibleAndRunsNothing() throws Exception {
        Path bag = unpacked(bundleOf(footage.file(NASTY, randomBytes(1000, 105))));

        Page page = open(bag.resolve("report.html"), "en-GB", ColorScheme.LIGHT);

        assertThat(page.locator("main").textContent()).contains(NASTY);
        assertThat(page.title()).startsWith("Vidimus disclosure bundle");
        assertThat(page.locator("img, script").count()).isZero();
        assertAccessible(page);
    }

    private Page open(Path file, String locale, ColorScheme scheme) {
        BrowserContext fresh = browser.newContext(new Browser.NewContextOptions()
                .setLocale(locale)
                .setColorScheme(scheme)
                .setOffline(true)
                .setBypassCSP(false));
        context = fresh;
        Page page = fresh.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.navigate(file.toUri().toString());
        return page;
    }

    private static void check(Page page, Path zip) {
        page.locator("#bundle").setInputFiles(zip);
        page.locator("progress")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        page.locator("#verdict").waitFor();
    }

    private static void assertAccessible(Page page) throws IOException {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("axe")
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }
}
