package org.vidimus.server.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vidimus.server.access.CallersNow;
import org.vidimus.server.custody.Caller;

/**
 * One open stream of events, written by a thread of its own. One that does not read fast enough is ended, and comes back by itself
 * with a fresh look; so is every one after some minutes, when the caller is asked again who they are.
 */
final class Screen {
    private static final int PENDING_MOST = 256;
    /** Also how often a quiet stream is asked whether its caller is still who they were. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration TRUSTED = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final long COME_BACK_MILLIS = 1_000;

    private Optional<Caller> caller;
    private long askedAt = System.nanoTime();
    private final CallersNow callers;
    private final Consumer<Screen> onEnd;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final BlockingQueue<Message> pending = new ArrayBlockingQueue<>(PENDING_MOST);
    private final Thread writer = Thread.ofVirtual().name("events-screen").unstarted(this::write);
    private volatile boolean closed;

    private record Message(String name, String data) {}

    Screen(Caller caller, CallersNow callers, Consumer<Screen> onEnd) {
        this.caller = Optional.of(caller);
        this.callers = callers;
        this.onEnd = onEnd;
        emitter.onCompletion(this::close);
        emitter.onError(_ -> close());
    }

    /** With what they may do now, or might a few seconds ago; empty when they may do nothing any more. */
    synchronized Optional<Caller> caller() {
        long now = System.nanoTime();
        if (now - askedAt > TRUSTED.toNanos()) {
            askedAt = now;
            caller = caller.flatMap(callers::of);
        }
        return caller;
    }

    SseEmitter emitter() {
        return emitter;
    }

    boolean isOpen() {
        return !closed;
    }

    void start() {
        writer.start();
    }

    void offer(String name, String data) {
        if (!pending.offer(new Message(name, data))) {
            close();
        }
    }

    void close() {
        closed = true;
        writer.interrupt();
    }

    private void write() {
        long end = System.nanoTime() + LIFE.toNanos();
        try {
            emitter.send(SseEmitter.event().comment("here").reconnectTime(COME_BACK_MILLIS));
            // Also while nothing happens: whoever has left must not be told even that the house is still there.
            while (!closed && System.nanoTime() < end && caller().isPresent()) {
                Message message = pending.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (message == null && caller().isEmpty()) {
                    break;
                }
                emitter.send(
                        message == null
                                ? SseEmitter.event().comment("here")
                                : SseEmitter.event().name(message.name()).data(message.data()));
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The screen has gone; there is nobody to tell.
            emitter.completeWithError(e);
        } catch (InterruptedException _) {
            emitter.complete();
        } finally {
            closed = true;
            onEnd.accept(this);
        }
    }
}
