package org.vidimus.server.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vidimus.server.custody.Subject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries events between the hosts through PostgreSQL's {@code notify}, this host's own included. One thread sends, what came
 * together in one statement, so that no business commit ever takes the lock that a {@code notify} holds over all commits; one
 * listens.
 */
@Component
class EventPost implements Events, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventPost.class);
    private static final String CHANNEL = "vidimus_events";
    /** PostgreSQL takes less than 8,000 bytes. */
    private static final int LONGEST = 7_900;

    private static final Duration GATHER = Duration.ofMillis(100);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final int LISTEN_MILLIS = 500;

    private final JdbcClient sql;
    private final DataSource database;
    private final JsonMapper json;
    private final Screens screens;
    private final Map<Subject, String> outbox = new LinkedHashMap<>();
    private volatile boolean running;
    private List<Thread> workers = List.of();

    EventPost(JdbcClient sql, DataSource database, JsonMapper json, Screens screens) {
        this.sql = sql;
        this.database = database;
        this.json = json;
        this.screens = screens;
    }

    /** As it travels. */
    record Envelope(Subject.Kind kind, UUID id, Map<String, Object> data) {}

    @Override
    public void publish(Subject subject, Map<String, Object> data) {
        String envelope = json.writeValueAsString(new Envelope(subject.kind(), subject.id(), data));
        if (envelope.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("an event of " + envelope.length() + " characters is no hint any more");
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            post(subject, envelope);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                post(subject, envelope);
            }
        });
    }

    private void post(Subject about, String envelope) {
        synchronized (outbox) {
            outbox.remove(about);
            outbox.put(about, envelope);
            outbox.notifyAll();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        var listening = new CountDownLatch(1);
        workers = List.of(
                Thread.ofPlatform().name("events-send").daemon().start(() -> repeat(this::send)),
                Thread.ofPlatform().name("events-listen").daemon().start(() -> repeat(() -> listen(listening))));
        try {
            listening.await(AFTER_TROUBLE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Round {
        void run() throws InterruptedException, SQLException;
    }

    private void repeat(Round round) {
        while (running) {
            try {
                round.run();
            } catch (InterruptedException _) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    LOG.warn("events-interrupted reason=\"{}\"", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() throws InterruptedException {
        List<String> batch;
        synchronized (outbox) {
            while (outbox.isEmpty()) {
                outbox.wait();
            }
        }
        Thread.sleep(GATHER);
        synchronized (outbox) {
            batch = new ArrayList<>(outbox.values());
            outbox.clear();
        }
        sql.sql("select pg_notify('" + CHANNEL + "', e) from unnest(?::text[]) e")
                .param(batch.toArray(String[]::new))
                .query(row -> {});
    }

    /** One connection's life. What was said while there was none is lost, so the screens are told to look at everything. */
    private void listen(CountDownLatch listening) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            listening.countDown();
            screens.lookAgain();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            try {
                while (running) {
                    deliver(postgres.getNotifications(LISTEN_MILLIS));
                }
            } finally {
                if (!connection.isClosed()) {
                    statement.execute("unlisten *");
                }
            }
        }
    }

    private void deliver(PGNotification @Nullable [] notifications) {
        if (notifications == null) {
            return;
        }
        for (PGNotification notification : notifications) {
            try {
                screens.show(json.readValue(notification.getParameter(), Envelope.class));
            } catch (JacksonException e) {
                LOG.warn("event-unreadable reason=\"{}\"", e.getMessage());
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        workers.forEach(Thread::interrupt);
        for (Thread worker : workers) {
            try {
                worker.join(2L * LISTEN_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        screens.closeAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
