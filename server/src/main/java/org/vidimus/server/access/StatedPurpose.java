package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.profile.Purpose;
import org.vidimus.server.access.profile.Purpose.Needs;

/**
 * Why somebody opens or hands over evidence, as they say it and as the ledger keeps it: {@code CODE reference: words}. Whether
 * it is one that the house knows is asked at the gate, so that whoever may not do it learns nothing.
 *
 * @param code of one of the profile's purposes; any text where the profile asks for none
 * @param reference number of the case, complaint or request
 * @param words the reason in the person's own words
 */
public record StatedPurpose(String code, Optional<String> reference, Optional<String> words) {
    private static final int LONGEST = 500;
    private static final String WORDS = ": ";

    /** Empty where nothing is said at all. */
    public static Optional<StatedPurpose> of(
            @Nullable String code, @Nullable String reference, @Nullable String words) {
        var stated = new StatedPurpose(
                said(code).orElse(""),
                // So that what comes behind the first ": " is the words, whatever was typed.
                said(reference).map(text -> text.replaceAll(":\\s+", ":")),
                said(words));
        return stated.text().isEmpty() ? Optional.empty() : Optional.of(stated);
    }

    private static Optional<String> said(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /** Of the ledger's text. */
    static StatedPurpose parse(String text) {
        int colon = text.indexOf(WORDS);
        String before = colon < 0 ? text : text.substring(0, colon);
        int space = before.indexOf(' ');
        return new StatedPurpose(
                space < 0 ? before : before.substring(0, space),
                said(space < 0 ? null : before.substring(space)),
                said(colon < 0 ? null : text.substring(colon))
                        .map(words -> words.substring(1).strip())
                        .filter(words -> !words.isEmpty()));
    }

    /** As the ledger keeps it. */
    public String text() {
        return code
                + reference.map(text -> " " + text).orElse("")
                + words.map(text -> WORDS + text).orElse("");
    }

    /** @throws org.vidimus.server.Refused with {@link ConditionProblem.PurposeUnfit} where it is none of these, or lacks something */
    void require(List<Purpose> known) {
        Purpose purpose = known.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> unfit("code", "choose one of " + codes(known)));
        reference.ifPresent(text -> requirePlain("reference", text));
        words.ifPresent(text -> requirePlain("words", text));
        if (purpose.needs() == Needs.REFERENCE && reference.isEmpty()) {
            throw unfit("reference", code + " needs the number of the case, complaint or request");
        }
        if (purpose.needs() == Needs.WORDS && words.isEmpty()) {
            throw unfit("words", code + " needs a few words of your own");
        }
    }

    private static String codes(List<Purpose> known) {
        return known.stream().map(Purpose::code).collect(Collectors.joining(", "));
    }

    private static void requirePlain(String field, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(each -> Character.isISOControl(each) && each != '\n')) {
            throw unfit(field, "want at most " + LONGEST + " plain characters");
        }
    }

    private static org.vidimus.server.Refused unfit(String field, String why) {
        return new ConditionProblem.PurposeUnfit(field, why).refused();
    }
}
