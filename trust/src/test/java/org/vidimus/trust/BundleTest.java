package org.vidimus.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    @TempDir
    Path folder;

    @Test
    void isAsLongAsItSaysBeforehandAndTheSameEachTime() {
        var bundle = TestBundle.good();

        byte[] zip = bundle.zip();

        assertThat(zip).hasSize((int) bundle.assemble().lengthBytes()).isEqualTo(bundle.zip());
    }

    @Test
    void isAZipThatJavaReads() throws IOException {
        Path file = Files.write(folder.resolve("b.zip"), TestBundle.good().zip());

        try (var zip = new ZipFile(file.toFile())) {
            var names = Collections.list(zip.entries()).stream()
                    .map(ZipEntry::getName)
                    .toList();
            assertThat(names).isSortedAccordingTo(BagPath.ORDER).hasSize(16);
            for (String name : names) {
                try (var in = zip.getInputStream(zip.getEntry(name))) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isABagThatSha256sumAccepts() throws Exception {
        Path file = Files.write(folder.resolve("b.zip"), TestBundle.good().zip());

        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "jar xf b.zip && cd vidimus-* && sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        process.environment()
                .merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
        var running = process.start();
        String output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(output).isZero();
        assertThat(file).exists();
    }

    @Test
    void anOriginalThatIsNotWhatWasDeclaredIsNotWritten() {
        var bundle = TestBundle.good().assemble();

        assertThatThrownBy(() -> bundle.writeTo(
                        OutputStream.nullOutputStream(),
                        line -> new ByteArrayInputStream(new byte[(int) line.lengthBytes()])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("declared SHA-256");
        assertThatThrownBy(() ->
                        bundle.writeTo(OutputStream.nullOutputStream(), line -> new ByteArrayInputStream(new byte[7])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("declared");
    }

    @Test
    void theDescriptionIsReadBackAsWritten() {
        var description = TestBundle.good().assemble().description();

        assertThat(BundleDescription.parse(description.encode())).isEqualTo(description);
        assertThat(description.originals())
                .extracting(BundleDescription.OriginalLine::safeName)
                .contains("Zeuge___100___.__b_se_.mov");
    }

    @Test
    void safeNamesAreSafe() {
        assertThat(SafeName.of("../../etc/passwd")).isEqualTo("__.__etc_passwd");
        assertThat(SafeName.of(".-.")).isEqualTo("unnamed");
        assertThat(SafeName.of("")).isEqualTo("unnamed");
        assertThat(SafeName.of("a".repeat(5000) + ".mp4")).hasSize(100).endsWith("a.mp4");
        assertThat(SafeName.of("\ud83d\ude00.mp4")).isEqualTo("_.mp4");
        byte[] every = new byte[256];
        for (int i = 0; i < 256; i++) {
            every[i] = (byte) i;
        }
        String all = new String(every, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(SafeName.of(SafeName.of(all))).isEqualTo(SafeName.of(all));
        assertThat(Arrays.asList(SafeName.of(all).split(""))).allMatch(c -> c.matches("[A-Za-z0-9._-]"));
    }
}
