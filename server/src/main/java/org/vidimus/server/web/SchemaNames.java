package org.vidimus.server.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;

/**
 * Names the schemas of the API's description: feature, the type around it, and the type, so {@code HistoryController.Item} of
 * {@code custody} is {@code CustodyHistoryItem}.
 */
class SchemaNames extends TypeNameResolver {
    private static final String OURS = "org.vidimus.server.";

    @Override
    protected String nameForClass(JavaType type, Set<Options> options) {
        return nameForClass(type.getRawClass(), options);
    }

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String name = type.getName();
        if (!name.startsWith(OURS)) {
            return super.nameForClass(type, options);
        }
        String[] parts = name.substring(OURS.length()).split("[.$]");
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            String word = part.replaceFirst("Controller$", "");
            // CameraView of CameraController is not CameraCameraView.
            String known = text.toString();
            text.append(
                    known.endsWith(word)
                            ? ""
                            : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
