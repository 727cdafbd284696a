package org.vidimus.dock.board;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.vidimus.dock.camera.Finding;

/** The dock's words in one language. */
public final class Texts {
    private final ResourceBundle bundle;
    private final Locale locale;

    public Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.vidimus.dock.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public Locale locale() {
        return locale;
    }

    public String say(String key, Object... facts) {
        return new MessageFormat(bundle.getString(key), locale).format(facts);
    }

    public String say(Finding finding) {
        List<String> facts = new ArrayList<>();
        facts.add(finding.file().map(Texts::shown).orElse(""));
        finding.facts().forEach(fact -> facts.add(shown(fact)));
        return say("finding." + finding.code().text(), facts.toArray());
    }

    /** Text from a camera, fit for a terminal: control and format characters show as what they are. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().limit(1_000).forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
