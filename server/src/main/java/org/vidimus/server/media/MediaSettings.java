package org.vidimus.server.media;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an operator sets, under {@code vidimus.media.*}.
 *
 * @param tools where ffmpeg is unpacked; the cache folder of the user who runs the server if not set
 */
@ConfigurationProperties("vidimus.media")
public record MediaSettings(@Nullable Path tools) {}
