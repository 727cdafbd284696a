/** Formats and checks of integrity. It requires nothing but {@code java.base}, and its build enforces that. */
module org.vidimus.trust {
    exports org.vidimus.trust;
}
