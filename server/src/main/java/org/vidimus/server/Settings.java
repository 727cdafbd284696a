package org.vidimus.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets, under {@code vidimus.*}.
 *
 * @param data the folder that holds everything that must survive: database, vault, keys
 * @param database the agency's own PostgreSQL; without a url an embedded one is started under {@code data}
 */
@ConfigurationProperties("vidimus")
public record Settings(Path data, @DefaultValue Database database) {
    public record Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {}

    /** Where keys live: apart from the database, readable by their owner alone. */
    public Path keys() {
        return data.resolve("keys");
    }

    public Path vault() {
        return data.resolve("vault");
    }
}
