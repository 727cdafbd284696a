package org.vidimus.server.access.profile;

import java.util.Locale;

/** The same in the languages of the screens. */
public record Texts(String en, String de) {
    public String in(Locale locale) {
        return locale.getLanguage().equals("de") ? de : en;
    }
}
