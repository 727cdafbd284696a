package org.vidimus.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** The whole server on a free port, over a fresh database and an empty data folder. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServerTest.Fresh.class)
public @interface ServerTest {
    class Fresh implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                TestPropertyValues.of(
                                "vidimus.data=" + Files.createTempDirectory("vidimus-test"),
                                "vidimus.database.url=" + TestDatabase.freshUrl())
                        .applyTo(context);
                // However busy the machine is, a bundle waits until its last entries are published.
                if (!context.getEnvironment().containsProperty("vidimus.bundle.patience")) {
                    TestPropertyValues.of("vidimus.bundle.patience=60s").applyTo(context);
                }
                // A test that is about rules names its own.
                if (!context.getEnvironment().containsProperty("vidimus.access.first-profile")) {
                    TestPropertyValues.of(TestProfile.plain()).applyTo(context);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
