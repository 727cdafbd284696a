package org.vidimus.server.fleet.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vidimus.server.fleet.support.AlertTable.Alert;
import org.vidimus.server.notices.Channel;
import org.vidimus.server.notices.Message;

class AlertMessageTest {
    private static Alert alert(AlertKind kind, String name, Map<String, Object> facts) {
        return new Alert(
                UUID.randomUUID(),
                kind,
                name,
                Optional.empty(),
                Optional.empty(),
                facts,
                Instant.parse("2026-11-28T10:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void namesTheWorstFirstAndTenOfEachKindWithTheirNumber() {
        List<Alert> begun = new ArrayList<>();
        for (int i = 1; i <= 1997; i++) {
            begun.add(alert(AlertKind.FIRMWARE_BEHIND, "C" + i, Map.of("version", "1.9", "newest", "1.10")));
        }
        begun.add(alert(AlertKind.VAULT_FULL, "", Map.of("percent", 9)));

        Message message = AlertMessage.of(Channel.Language.EN, begun, List.of());

        assertThat(message.text())
                .startsWith("""
                        New:
                        Storage nearly full: 1
                        - Storage of the house: 9 % free
                        Firmware behind: 1997
                        - Camera C1: firmware 1.9, newest is 1.10
                        """)
                .endsWith("- Camera C10: firmware 1.9, newest is 1.10\n- and 1987 more\n\n");
        assertThat(message.items()).hasSize(1998);
    }

    @Test
    void saysWhyFootageIsNotOffloaded() {
        Map<String, Object> facts = Map.of("why", "TAKEN_AWAY", "since", "2026-11-27T06:30:00Z", "files", 30);
        Alert alert = alert(AlertKind.NOT_OFFLOADED, "BWC-7", facts);

        assertThat(AlertMessage.inWords(alert, false))
                .isEqualTo("Camera BWC-7: taken out of its dock with footage on it, last there 2026-11-27 06:30 UTC");
        assertThat(AlertMessage.inWords(alert, true)).contains("mit Aufnahmen aus dem Dock genommen");
    }
}
