package org.vidimus.server.web.tls;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** Decides, once all settings are read, whether this server speaks TLS, and sets what follows from it. */
public class TlsEnvironment implements EnvironmentPostProcessor, Ordered {
    static final String BUNDLE = "house";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!wanted(environment)) {
            return;
        }
        Map<String, Object> follows = new LinkedHashMap<>();
        follows.put("server.ssl.enabled", "true");
        follows.put("server.ssl.bundle", BUNDLE);
        // Docks may show a certificate of this house; nobody else is asked for one that they do not have.
        follows.put("server.ssl.client-auth", "want");
        follows.put("server.servlet.session.cookie.secure", "true");
        // The prefix makes browsers refuse the cookie from any other host, and over plain HTTP.
        follows.put("server.servlet.session.cookie.name", "__Host-VIDIMUS");
        environment.getPropertySources().addFirst(new MapPropertySource("vidimus-tls", follows));
    }

    private static boolean wanted(Environment environment) {
        String mode = environment.getProperty("vidimus.tls.mode", "AUTO").toUpperCase(Locale.ROOT);
        return switch (mode) {
            case "ON" -> true;
            case "AUTO" ->
                environment.containsProperty("vidimus.tls.certificate")
                        || environment.containsProperty("vidimus.tls.store")
                        || !isLoopback(environment.getProperty("server.address"));
            default -> false;
        };
    }

    /** Whether only this machine can reach that address. A name that could be resolved otherwise elsewhere is none. */
    static boolean isLoopback(@Nullable String address) {
        return address != null
                && (address.equals("localhost")
                        || address.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                        || address.equals("::1")
                        || address.equals("[::1]")
                        || address.equals("0:0:0:0:0:0:0:1"));
    }
}
