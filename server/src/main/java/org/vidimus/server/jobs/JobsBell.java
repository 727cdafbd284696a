package org.vidimus.server.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes this host's runner once a job that was scheduled here has committed, so that it does not wait for the next look. */
@Component
class JobsBell {
    private volatile @Nullable Runnable listener;

    void onRing(@Nullable Runnable action) {
        listener = action;
    }

    /** The same client; whatever schedules through it rings after its commit, or at once without a transaction. */
    SchedulerClient ringingAfter(SchedulerClient client) {
        return (SchedulerClient) Proxy.newProxyInstance(
                SchedulerClient.class.getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (_, method, arguments) -> {
                    Object answer = invoke(client, method, arguments);
                    if (method.getName().contains("chedule")) {
                        ringAfterCommit();
                    }
                    return answer;
                });
    }

    private static @Nullable Object invoke(SchedulerClient client, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }

    private void ring() {
        Runnable present = listener;
        if (present != null) {
            present.run();
        }
    }
}
