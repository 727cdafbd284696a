package org.vidimus.server.vault;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Clears away, before the first request comes, what the last run could not, and warms the ciphers up beside the rest of the start. */
@Component
class VaultStart implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(VaultStart.class);

    private final SealedVault.Parts parts;

    VaultStart(SealedVault.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void afterPropertiesSet() {
        Thread.ofPlatform().name("vault-warm-up").daemon().start(VaultStart::warmUp);
        parts.removals().sweep();
        parts.objects().open().forEach(this::trim);
    }

    /** What lies behind the known end was never acknowledged: its server died before it was known. */
    private void trim(Objects.Known object) {
        try (Claims.Claim claim = parts.claims().take(object.id())) {
            parts.backend().trim(object.id(), object.extent());
        } catch (IOException e) {
            LOG.warn("bytes beyond what is known stay until the next opening object={}", object.id(), e);
        }
    }

    private static void warmUp() {
        try {
            WarmUp.run();
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("warm-up failed; the first upload will be slower", e);
        }
    }
}
