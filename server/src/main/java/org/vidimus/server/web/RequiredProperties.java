package org.vidimus.server.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes the components of our records as they are: required, unless optional or nullable. */
class RequiredProperties implements ModelConverter {
    private static final Set<Class<?>> OPTIONAL =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java.getRawClass().isRecord()) {
            Schema<?> described = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(name(schema.get$ref()));
            if (described != null && described.getProperties() != null) {
                described.setRequired(
                        requiredOf(java.getRawClass(), described.getProperties().keySet()));
            }
        }
        return schema;
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static List<String> requiredOf(Class<?> type, Set<String> described) {
        return names(type).filter(described::contains).sorted().toList();
    }

    /** Of all that is always there; the components of an unwrapped record stand among those of the record around it. */
    private static Stream<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !mayBeMissing(component))
                .flatMap(component ->
                        isUnwrapped(type, component) ? names(component.getType()) : Stream.of(component.getName()));
    }

    /** The annotation does not apply to components as such, only to what they are compiled to. */
    private static boolean isUnwrapped(Class<?> type, RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals(component.getName())
                                && field.isAnnotationPresent(JsonUnwrapped.class));
    }

    private static boolean mayBeMissing(RecordComponent component) {
        return OPTIONAL.contains(component.getType())
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
