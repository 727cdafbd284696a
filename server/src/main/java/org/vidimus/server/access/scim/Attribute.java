package org.vidimus.server.access.scim;

import java.util.List;
import java.util.Optional;

/** An attribute as RFC 7643 §7 describes it. */
public record Attribute(
        String name, Type type, String description, boolean multiValued, Traits traits, List<Attribute> subs) {
    public enum Type {
        STRING,
        BOOLEAN,
        DATE_TIME,
        REFERENCE,
        COMPLEX
    }

    /** @param mutability {@code uniqueness} and {@code returned}: the words of RFC 7643 §7 */
    public record Traits(boolean required, boolean caseExact, String mutability, String returned, String uniqueness) {
        static final Traits PLAIN = new Traits(false, false, "readWrite", "default", "none");
        static final Traits READ_ONLY = new Traits(false, false, "readOnly", "default", "none");
        static final Traits EXACT = new Traits(false, true, "readWrite", "default", "none");
        static final Traits EXACT_READ_ONLY = new Traits(false, true, "readOnly", "default", "none");
        static final Traits UNIQUE = new Traits(false, false, "readWrite", "default", "server");
        static final Traits REQUIRED_UNIQUE = new Traits(true, false, "readWrite", "default", "server");
        static final Traits ID = new Traits(true, true, "readOnly", "always", "server");
    }

    public Attribute {
        subs = List.copyOf(subs);
    }

    static Attribute of(String name, Type type, Traits traits, String description) {
        return new Attribute(name, type, description, false, traits, List.of());
    }

    static Attribute complex(String name, Traits traits, String description, Attribute... subs) {
        return new Attribute(name, Type.COMPLEX, description, false, traits, List.of(subs));
    }

    static Attribute many(String name, Traits traits, String description, Attribute... subs) {
        return new Attribute(name, Type.COMPLEX, description, true, traits, List.of(subs));
    }

    public boolean readOnly() {
        return traits.mutability().equals("readOnly");
    }

    public Optional<Attribute> sub(String wanted) {
        return subs.stream()
                .filter(each -> each.name().equalsIgnoreCase(wanted))
                .findFirst();
    }
}
