package org.vidimus.server.fleet.support;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vidimus.server.fleet.support.AlertTable.Alert;
import org.vidimus.server.notices.Channel;
import org.vidimus.server.notices.Message;

/** Alerts in words, for a mail, and as items for a program. Numbers of cameras and docks, and nobody's name. */
final class AlertMessage {
    /** Of each kind; more are counted: a mail is not a table. */
    private static final int MOST = 10;

    private AlertMessage() {}

    static Message of(Channel.Language language, List<Alert> begun, List<Alert> ended) {
        boolean german = language == Channel.Language.DE;
        StringBuilder text = new StringBuilder();
        list(text, german ? "Neu" : "New", begun, german);
        list(text, german ? "Erledigt" : "Over", ended, german);
        String subject = german
                ? "Vidimus: " + begun.size() + " neue Meldungen, " + ended.size() + " erledigt"
                : "Vidimus: " + begun.size() + " new alerts, " + ended.size() + " over";
        List<Map<String, Object>> items = new ArrayList<>();
        begun.forEach(alert -> items.add(item(alert, "BEGUN")));
        ended.forEach(alert -> items.add(item(alert, "ENDED")));
        return new Message("alerts", subject, text.toString(), items);
    }

    private static Map<String, Object> item(Alert alert, String change) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("alert", alert.id());
        item.put("change", change);
        item.put("kind", alert.kind().name());
        if (alert.camera().isPresent()) {
            item.put("camera", alert.name());
        }
        if (alert.dock().isPresent()) {
            item.put("dock", alert.name());
        }
        item.put("since", alert.since());
        alert.endedAt().ifPresent(at -> item.put("endedAt", at));
        item.put("facts", alert.facts());
        return item;
    }

    private static void list(StringBuilder text, String title, List<Alert> alerts, boolean german) {
        if (alerts.isEmpty()) {
            return;
        }
        text.append(title).append(":\n");
        Map<AlertKind, List<Alert>> kinds = alerts.stream()
                .collect(Collectors.groupingBy(Alert::kind, () -> new EnumMap<>(AlertKind.class), Collectors.toList()));
        kinds.forEach((kind, each) -> list(text, kind, each, german));
        text.append('\n');
    }

    private static void list(StringBuilder text, AlertKind kind, List<Alert> alerts, boolean german) {
        text.append(title(kind, german)).append(": ").append(alerts.size()).append('\n');
        alerts.stream().limit(MOST).forEach(alert -> text.append("- ")
                .append(inWords(alert, german))
                .append('\n'));
        if (alerts.size() > MOST) {
            text.append(german ? "- und " : "- and ")
                    .append(alerts.size() - MOST)
                    .append(german ? " weitere\n" : " more\n");
        }
    }

    private static String title(AlertKind kind, boolean german) {
        return switch (kind) {
            case VAULT_FULL -> german ? "Speicher fast voll" : "Storage nearly full";
            case CARD_FULL -> german ? "Karte fast voll" : "Card nearly full";
            case NOT_SEEN -> german ? "Kamera nicht gesehen" : "Camera not seen";
            case NOT_OFFLOADED -> german ? "Aufnahmen nicht übertragen" : "Footage not offloaded";
            case CLOCK_DRIFT -> german ? "Uhr geht falsch" : "Clock off";
            case FIRMWARE_BEHIND -> german ? "Firmware veraltet" : "Firmware behind";
            case DOCK_SILENT -> german ? "Dock meldet sich nicht" : "Dock not heard";
            case BATTERY_FAILING -> german ? "Akku lässt nach" : "Battery failing";
            case SALVAGE_OPEN -> german ? "Rettungsfall zu lange offen" : "Salvage open too long";
        };
    }

    static String inWords(Alert alert, boolean german) {
        Map<String, Object> facts = alert.facts();
        String name = alert.name();
        String since = String.valueOf(facts.getOrDefault("since", "")).replaceAll("T([0-9]{2}:[0-9]{2}).*", " $1 UTC");
        return switch (alert.kind()) {
            case VAULT_FULL ->
                german
                        ? "Speicher des Hauses: nur noch " + facts.get("percent") + " % frei"
                        : "Storage of the house: " + facts.get("percent") + " % free";
            case CARD_FULL ->
                german
                        ? "Kamera " + name + ": Karte nur noch zu " + facts.get("percent") + " % frei"
                        : "Camera " + name + ": card " + facts.get("percent") + " % free";
            case NOT_SEEN ->
                german
                        ? "Kamera " + name + ": nicht gesehen seit " + since
                        : "Camera " + name + ": not seen since " + since;
            case NOT_OFFLOADED ->
                (german ? "Kamera " : "Camera ") + name + ": "
                        + notOffloaded(String.valueOf(facts.get("why")), since, german);
            case CLOCK_DRIFT ->
                german
                        ? "Kamera " + name + ": Uhr weicht um " + offset(facts, true) + " ab"
                        : "Camera " + name + ": clock off by " + offset(facts, false);
            case FIRMWARE_BEHIND ->
                german
                        ? "Kamera " + name + ": Firmware " + facts.get("version") + ", aktuell ist "
                                + facts.get("newest")
                        : "Camera " + name + ": firmware " + facts.get("version") + ", newest is "
                                + facts.get("newest");
            case DOCK_SILENT ->
                german
                        ? "Dock " + name + ": nichts gehört seit " + since
                        : "Dock " + name + ": not heard since " + since;
            case BATTERY_FAILING -> "%s %s: %s".formatted(german ? "Kamera" : "Camera", name, battery(facts, german));
            case SALVAGE_OPEN ->
                (name.isEmpty() ? "" : (german ? "Kamera " : "Camera ") + name + ": ")
                        + (german ? "Rettungsfall offen seit " : "salvage case open since ")
                        + since;
        };
    }

    private static String notOffloaded(String why, String since, boolean german) {
        return switch (why) {
            case "OUT" ->
                german ? "ausgegeben am " + since + " und nicht zurück" : "handed out " + since + " and not back";
            case "MISSING" ->
                german
                        ? "Aufnahmen fehlen seit " + since + ", ohne angekommen zu sein"
                        : "footage missing since " + since + " without having arrived";
            case "TAKEN_AWAY" ->
                german
                        ? "mit Aufnahmen aus dem Dock genommen, dort zuletzt am " + since
                        : "taken out of its dock with footage on it, last there " + since;
            default -> german ? "Aufnahmen nicht übertragen seit " + since : "footage not offloaded since " + since;
        };
    }

    private static String battery(Map<String, Object> facts, boolean german) {
        List<String> words = new ArrayList<>();
        if (facts.get("percent") instanceof Number percent) {
            words.add(german ? "Akku hält nur noch " + percent + " %" : "battery holds " + percent + " %");
        }
        if (facts.get("lastsMinutes") instanceof Number lasts && facts.get("shiftMinutes") instanceof Number shift) {
            String expected = hours(lasts.longValue());
            String usual = hours(shift.longValue());
            words.add(
                    german
                            ? "hält etwa " + expected + ", eine Schicht der Einheit " + usual
                            : "lasts about " + expected + ", a shift of its unit " + usual);
        }
        return String.join("; ", words);
    }

    private static String hours(long minutes) {
        return minutes < 60
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /** Two units at most: nobody reads 3,660 s. */
    private static String offset(Map<String, Object> facts, boolean german) {
        if (!(facts.get("offsetMs") instanceof Number ms)) {
            return "?";
        }
        long seconds = Math.round(Math.abs(ms.doubleValue()) / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 86_400) {
            return hours(seconds / 60);
        }
        return seconds / 86_400 + (german ? " Tage" : " days");
    }
}
