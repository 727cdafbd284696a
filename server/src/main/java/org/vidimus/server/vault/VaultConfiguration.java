package org.vidimus.server.vault;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.vidimus.server.Settings;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {
    @Bean
    DiskBackend vaultBackend(Settings settings) throws IOException {
        return DiskBackend.open(settings.vault());
    }

    @Bean
    MasterKey masterKey(Settings settings, JdbcClient sql) throws IOException, GeneralSecurityException {
        return MasterKeyFile.open(settings.keys().resolve("master.key"), DataKeys.mastersUsed(sql));
    }

    /** Threads of the platform, because sealing computes and syncing blocks: neither should hold up a carrier. */
    @Bean(destroyMethod = "close")
    ExecutorService vaultHands() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().name("vault-", 1).daemon().factory());
    }

    @Bean
    SealedVault.Parts vaultParts(
            JdbcClient sql,
            PlatformTransactionManager transactions,
            MasterKey master,
            DiskBackend backend,
            Clock clock) {
        Objects objects = new Objects(sql);
        DataKeys keys = new DataKeys(sql, master, new SecureRandom());
        Claims claims = new Claims();
        return new SealedVault.Parts(
                objects,
                keys,
                backend,
                new Reader(objects, keys, backend),
                new Findings(sql, transactions, clock),
                new Removals(objects, backend, claims),
                claims,
                new GivingWay());
    }

    @Bean
    Vault vault(SealedVault.Parts parts, @Qualifier("vaultHands") ExecutorService hands, VaultSettings settings) {
        return new SealedVault(parts, hands, settings);
    }
}
