package org.vidimus.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets, under {@code vidimus.*}.
 *
 * @param data the folder that holds everything that must survive: database, vault, keys
 * @param database the agency's own PostgreSQL; without a url an embedded one is started under {@code data}
 * @param custody how the ledger is kept
 * @param access the first rules of the house, and its addresses
 * @param jobs how many jobs run beside each other
 * @param setUpLink whether a house without people prints the link by which its first administrator is made
 */
@ConfigurationProperties("vidimus")
public record Settings(
        Path data,
        @DefaultValue Database database,
        @DefaultValue Custody custody,
        @DefaultValue Access access,
        @DefaultValue Jobs jobs,
        @DefaultValue("true") boolean setUpLink) {
    public record Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {}

    /**
     * @param window for how long one viewing is one: the same caller asking the same again within it leaves no further entry
     * @param poll how often the sequencer looks for entries of other hosts
     */
    public record Custody(
            @DefaultValue("15m") Duration window,
            @DefaultValue("250ms") Duration poll) {}

    /**
     * @param firstProfile the rules that a new house lives by until it adopts others: a profile that comes with the program, or a
     *     file
     * @param origins where the desk is opened by its users, each as scheme, host and port such as {@code https://vidimus.example.org}:
     *     passkeys belong to these and to no other address. Without any only {@code localhost} has passkeys.
     */
    public record Access(
            @DefaultValue("EU-LED-DEFAULT") String firstProfile,
            @DefaultValue List<String> origins) {}

    /** @param threads how many jobs one host runs at a time */
    public record Jobs(@DefaultValue("8") int threads) {}

    /** Where keys live: apart from the database, readable by their owner alone. */
    public Path keys() {
        return data.resolve("keys");
    }

    public Path vault() {
        return data.resolve("vault");
    }
}
