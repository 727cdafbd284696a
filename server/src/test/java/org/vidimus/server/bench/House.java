package org.vidimus.server.bench;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.TestProfile;
import org.vidimus.server.Vidimus;

/** The whole server within this process, over its own embedded database with all that makes that durable. */
final class House implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private House(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static House open(Path data) {
        return new House(new SpringApplicationBuilder(Vidimus.class)
                .run(
                        "--vidimus.data=" + data,
                        "--server.port=0",
                        "--vidimus.set-up-link=false",
                        "--" + TestProfile.plain()));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    JdbcClient sql() {
        return JdbcClient.create(part(DataSource.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
