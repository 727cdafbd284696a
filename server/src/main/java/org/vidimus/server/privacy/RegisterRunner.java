package org.vidimus.server.privacy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Histories;

/** Keeps the register a moment behind the ledger, from start to stop. */
@Component
class RegisterRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterRunner.class);
    /** When nothing is published here: another host may be the one that publishes. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Register register;
    private final Histories histories;
    private volatile boolean running;
    private @Nullable Thread thread;

    RegisterRunner(Register register, Histories histories) {
        this.register = register;
        this.histories = histories;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("register").daemon().start(this::run);
    }

    private void run() {
        while (running) {
            try {
                if (histories.size() <= register.size() || register.follow() == 0) {
                    histories.awaitNews(LOOK);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    /** Nothing is lost: the next round begins from what is stored. */
    private void pause(RuntimeException trouble) {
        if (!running) {
            return;
        }
        LOG.warn("event=register-step-failed", trouble);
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException _) {
            running = false;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread worker = thread;
        if (worker == null) {
            return;
        }
        worker.interrupt();
        try {
            worker.join(GOODBYE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
