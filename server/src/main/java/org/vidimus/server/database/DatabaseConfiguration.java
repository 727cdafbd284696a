package org.vidimus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vidimus.server.Settings;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private @Nullable EmbeddedDatabase embedded;

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Settings settings) throws IOException {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("vidimus");
        pool.setMaximumPoolSize(24);
        Settings.Database own = settings.database();
        if (own.url() == null) {
            embedded = EmbeddedDatabase.start(settings.data().resolve("postgres"));
            pool.setJdbcUrl(embedded.url());
            pool.setUsername(embedded.user());
            pool.setPassword(embedded.password());
        } else {
            pool.setJdbcUrl(own.url());
            pool.setUsername(own.user());
            pool.setPassword(own.password());
        }
        return pool;
    }

    /** Closed after the pool, because the pool depends on nothing that outlives it. */
    @Bean
    AutoCloseable embeddedDatabaseStop() {
        return () -> {
            if (embedded != null) {
                embedded.close();
            }
        };
    }
}
