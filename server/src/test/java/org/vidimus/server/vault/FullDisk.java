package org.vidimus.server.vault;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** A server over a disk that fills up when a test says so: what the vault writes meets the answer of a full file system. */
public final class FullDisk implements BeanPostProcessor {
    private volatile @Nullable Faults disk;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof SealedVault.Parts parts)) {
            return bean;
        }
        Faults faults = new Faults(parts.backend());
        disk = faults;
        return new SealedVault.Parts(
                parts.objects(),
                parts.keys(),
                faults,
                parts.reader(),
                parts.findings(),
                parts.removals(),
                parts.claims(),
                parts.pace());
    }

    /** From now on there is room for so many bytes more, whoever writes them. */
    public void leaveRoomFor(long bytes) {
        Objects.requireNonNull(disk).from(bytes, Faults.Trouble.FULL);
    }

    /** Somebody has tidied up. */
    public void empty() {
        Objects.requireNonNull(disk).from(0, Faults.Trouble.NONE);
    }
}
