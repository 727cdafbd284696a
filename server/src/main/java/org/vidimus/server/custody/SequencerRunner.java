package org.vidimus.server.custody;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the sequencer from start to stop: at once when the bell rings after a while of silence, else every so often. While there is
 * much to do it goes at a walk. A step waits for the disk three times whether it places one entry or four thousand, and those
 * who pass the gate meanwhile wait for the same disk.
 */
class SequencerRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerRunner.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    /** From one step to the next, so that many entries share one; a quarter of the second that publishing may take. */
    private static final Duration PACE = Duration.ofMillis(250);

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Sequencer sequencer;
    private final SequencerBell bell;
    private final Publications publications;
    private final Duration poll;
    private volatile boolean running;
    private @Nullable Thread thread;

    SequencerRunner(Sequencer sequencer, SequencerBell bell, Publications publications, Duration poll) {
        this.sequencer = sequencer;
        this.bell = bell;
        this.publications = publications;
        this.poll = poll;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("sequencer").daemon().start(this::run);
    }

    private void run() {
        while (running) {
            try {
                runOnce();
            } catch (InterruptedException _) {
                return;
            } catch (LedgerUnusable e) {
                LOG.error("sequencer-stopped reason=\"{}\"", e.getMessage());
                running = false;
            }
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            while (running && sequencer.step().isPresent()) {
                publications.announce();
                if (running && !sequencer.moreWaits()) {
                    Thread.sleep(PACE);
                }
            }
            bell.await(poll);
        } catch (LedgerUnusable e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever it was, nothing is lost: the next step begins from what is stored.
            if (running) {
                LOG.warn("sequencer-step-failed", e);
                Thread.sleep(AFTER_TROUBLE);
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread worker = thread;
        if (worker == null) {
            return;
        }
        bell.ring();
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
