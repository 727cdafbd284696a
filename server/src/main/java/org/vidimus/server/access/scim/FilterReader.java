package org.vidimus.server.access.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads filters by the grammar of RFC 7644 §3.4.2.2, figure 1: {@code and} binds closer than {@code or}, {@code not} needs
 * brackets, words are read without regard to case.
 */
public final class FilterReader {
    private static final int LONGEST = 8_000;
    private static final int DEEPEST = 40;
    private static final int MOST_TERMS = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ResourceType type;
    private final List<Token> tokens;
    private int at;
    private int depth;
    private int terms;

    private enum Kind {
        WORD,
        TEXT,
        OPEN,
        CLOSE,
        OPEN_VALUE,
        CLOSE_VALUE,
        END
    }

    private record Token(Kind kind, String text) {}

    private FilterReader(ResourceType type, List<Token> tokens) {
        this.type = type;
        this.tokens = tokens;
    }

    /** @throws org.vidimus.server.Refused with {@code invalidFilter} */
    public static Filter read(ResourceType type, String text) {
        if (text.length() > LONGEST) {
            throw ScimProblem.invalidFilter("the filter has " + text.length() + " characters, want at most " + LONGEST);
        }
        FilterReader reader = new FilterReader(type, tokens(text));
        Filter filter = reader.either(false);
        if (reader.peek().kind() != Kind.END) {
            throw ScimProblem.invalidFilter(
                    "unexpected '" + AttributePath.shown(reader.peek().text()) + "'");
        }
        return filter;
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char here = text.charAt(at);
            if (Character.isWhitespace(here)) {
                at++;
            } else if ("()[]".indexOf(here) >= 0) {
                Kind kind = List.of(Kind.OPEN, Kind.CLOSE, Kind.OPEN_VALUE, Kind.CLOSE_VALUE)
                        .get("()[]".indexOf(here));
                tokens.add(new Token(kind, String.valueOf(here)));
                at++;
            } else if (here == '"') {
                int end = endOfText(text, at);
                tokens.add(new Token(Kind.TEXT, text.substring(at, end)));
                at = end;
            } else {
                int end = at;
                while (end < text.length()
                        && !Character.isWhitespace(text.charAt(end))
                        && "()[]\"".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, text.substring(at, end)));
                at = end;
            }
        }
        tokens.add(new Token(Kind.END, "the end"));
        return tokens;
    }

    /** Behind the closing quote. */
    private static int endOfText(String text, int begin) {
        for (int at = begin + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        throw ScimProblem.invalidFilter("a text has no closing quote");
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    private boolean takeWord(String word) {
        boolean there = peek().kind() == Kind.WORD && peek().text().equalsIgnoreCase(word);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(Kind kind, String what) {
        Token token = next();
        if (token.kind() != kind) {
            throw ScimProblem.invalidFilter("want " + what + ", got '" + AttributePath.shown(token.text()) + "'");
        }
    }

    private Filter either(boolean withinValue) {
        if (++depth > DEEPEST) {
            throw ScimProblem.invalidFilter("more than " + DEEPEST + " brackets within each other");
        }
        Filter filter = both(withinValue);
        while (takeWord("or")) {
            filter = new Filter.Or(filter, both(withinValue));
        }
        depth--;
        return filter;
    }

    private Filter both(boolean withinValue) {
        Filter filter = term(withinValue);
        while (takeWord("and")) {
            filter = new Filter.And(filter, term(withinValue));
        }
        return filter;
    }

    private Filter term(boolean withinValue) {
        if (++terms > MOST_TERMS) {
            throw ScimProblem.invalidFilter("more than " + MOST_TERMS + " terms");
        }
        if (peek().kind() == Kind.OPEN) {
            return bracketed(withinValue);
        }
        if (peek().text().equalsIgnoreCase("not") && tokens.get(at + 1).kind() == Kind.OPEN) {
            at++;
            return new Filter.Not(bracketed(withinValue));
        }
        return comparison(withinValue);
    }

    private Filter bracketed(boolean withinValue) {
        expect(Kind.OPEN, "(");
        Filter inner = either(withinValue);
        expect(Kind.CLOSE, ")");
        return inner;
    }

    private Filter comparison(boolean withinValue) {
        Token name = next();
        if (name.kind() != Kind.WORD) {
            throw ScimProblem.invalidFilter("want an attribute, got '" + AttributePath.shown(name.text()) + "'");
        }
        AttributePath path = path(name.text());
        if (peek().kind() == Kind.OPEN_VALUE) {
            if (withinValue) {
                throw ScimProblem.invalidFilter("a value filter within a value filter");
            }
            at++;
            Filter inner = either(true);
            expect(Kind.CLOSE_VALUE, "]");
            return new Filter.ValuePath(path, inner);
        }
        Token operator = next();
        if (operator.text().equalsIgnoreCase("pr")) {
            return new Filter.Present(path);
        }
        Filter.Operator known = Filter.Operator.of(operator.text())
                .orElseThrow(() -> ScimProblem.invalidFilter(
                        "there is no operator '" + AttributePath.shown(operator.text()) + "'"));
        return new Filter.Compare(path, known, checked(known, value()));
    }

    private AttributePath path(String name) {
        try {
            return AttributePath.parse(type, name);
        } catch (org.vidimus.server.Refused unreadable) {
            throw ScimProblem.invalidFilter("'" + AttributePath.shown(name) + "' is no attribute");
        }
    }

    private JsonNode value() {
        Token token = next();
        boolean text = token.kind() == Kind.TEXT;
        if (!text && token.kind() != Kind.WORD) {
            throw ScimProblem.invalidFilter("want a value, got '" + AttributePath.shown(token.text()) + "'");
        }
        try {
            // Directories write True and False as their programming language does.
            JsonNode value = JSON.readTree(text ? token.text() : token.text().toLowerCase(Locale.ROOT));
            if (value.isValueNode()) {
                return value;
            }
        } catch (JacksonException e) {
            throw ScimProblem.invalidFilter("'" + AttributePath.shown(token.text()) + "' is no value");
        }
        throw ScimProblem.invalidFilter("'" + AttributePath.shown(token.text()) + "' is no value");
    }

    private static JsonNode checked(Filter.Operator operator, JsonNode value) {
        boolean ordered =
                switch (operator) {
                    case GT, GE, LT, LE -> true;
                    case EQ, NE, CO, SW, EW -> false;
                };
        if (ordered && (value.isBoolean() || value.isNull())) {
            throw ScimProblem.invalidFilter(operator.name().toLowerCase(Locale.ROOT) + " needs a text or a number");
        }
        return value;
    }
}
