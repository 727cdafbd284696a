package org.vidimus.server.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code ./vidimus demo} was told.
 *
 * @param dockJar the dock agent, started as a process of its own
 * @param media a folder of videos to use as footage; without it clips are generated
 */
@ConfigurationProperties("vidimus.demo")
record DemoSettings(@Nullable Path dockJar, @Nullable Path media) {}
