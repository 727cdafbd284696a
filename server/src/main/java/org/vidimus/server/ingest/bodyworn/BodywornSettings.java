package org.vidimus.server.ingest.bodyworn;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets of doors for camera systems, under {@code vidimus.bodyworn.*}.
 *
 * @param tokenLife how long a system may use a token before it has to show its key again
 * @param streams how many files one door takes in at a time; further ones are told to come back
 * @param containers how many containers one door may have
 * @param objects how many objects one container may have
 */
@ConfigurationProperties("vidimus.bodyworn")
record BodywornSettings(
        @DefaultValue("15m") Duration tokenLife,
        @DefaultValue("8") int streams,
        @DefaultValue("2000000") int containers,
        @DefaultValue("10000") int objects) {
    BodywornSettings {
        if (streams < 1 || containers < 1 || objects < 1 || !tokenLife.isPositive()) {
            throw new IllegalArgumentException("vidimus.bodyworn: want more than nothing of each");
        }
    }
}
