package org.vidimus.server.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much anybody may ask for, in requests a second; each may save up what they did not ask for, up to {@code burst} seconds' worth.
 *
 * @param visitor from one address, without a name
 * @param caller one person, dock or program; a player asks for hundreds of ranges a second
 * @param costly one person's or program's searches, exports and the like
 * @param address everybody of one address together, whoever they say they are; this machine's own address is not counted, because
 *     a proxy may stand there
 * @param burst in seconds
 */
@ConfigurationProperties("vidimus.pace")
record PaceSettings(
        @DefaultValue("30") int visitor,
        @DefaultValue("1000") int caller,
        @DefaultValue("20") int costly,
        @DefaultValue("3000") int address,
        @DefaultValue("10") int burst) {
    PaceSettings {
        if (visitor < 1 || caller < 1 || costly < 1 || address < 1 || burst < 1) {
            throw new IllegalArgumentException("vidimus.pace: want at least 1 of each");
        }
    }
}
