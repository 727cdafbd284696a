package org.vidimus.server.fleet;

import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.Refused;
import org.vidimus.server.fleet.CameraReport.FileProblem;
import org.vidimus.server.fleet.CameraReport.Stage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a dock's report: one JSON object, in which the recordings stand beside the state. Unknown members are left out. */
@Component
class ReportReader {
    private static final int MOST_BYTES = 64 << 20;

    private final JsonMapper json;

    ReportReader(JsonMapper json) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .build();
    }

    /**
     * @throws Refused with {@code report-malformed} if it is not such an object
     * @throws IOException if the body ends early
     */
    CameraReport read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw malformed("a report has at most " + MOST_BYTES + " bytes");
        }
        try {
            return json.readValue(bytes, Wire.class).report();
        } catch (JacksonException bad) {
            throw malformed("the report cannot be read: " + bad.getOriginalMessage());
        }
    }

    private static Refused malformed(String message) {
        return new FleetProblem.ReportMalformed(message).refused();
    }

    private record Wire(
            @Nullable Instant at,
            @Nullable String dock,
            @Nullable String layout,
            @Nullable String maker,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable Long clockOffsetMs,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Integer batteryPercent,
            @Nullable Boolean readOnly,
            @Nullable Long filesListed,
            @Nullable Map<String, Long> counters,
            @Nullable List<Stage> stages,
            @Nullable List<FileProblem> problems,
            @Nullable List<WireRecording> recordings,
            @Nullable String slot,
            UpkeepWire.@Nullable Log log,
            @Nullable JsonNode settings,
            @Nullable Boolean clockSet) {
        CameraReport report() {
            CameraReport.State state = new CameraReport.State(
                    at,
                    dock,
                    layout,
                    maker,
                    model,
                    firmware,
                    clockOffsetMs,
                    freeBytes,
                    totalBytes,
                    batteryPercent,
                    readOnly,
                    filesListed,
                    counters == null ? Map.of() : counters,
                    orEmpty(stages),
                    orEmpty(problems));
            return new CameraReport(
                    state,
                    orEmpty(recordings).stream().map(WireRecording::checked).toList(),
                    new Upkeep(
                            slot,
                            log == null ? null : log.read(),
                            UpkeepWire.settings(settings),
                            Boolean.TRUE.equals(clockSet),
                            preRecords()));
        }

        private Map<String, Integer> preRecords() {
            Map<String, Integer> seconds = new HashMap<>();
            for (WireRecording each : orEmpty(recordings)) {
                if (each.recording() != null && each.preRecordSeconds() != null && each.preRecordSeconds() >= 0) {
                    seconds.put(each.recording(), each.preRecordSeconds());
                }
            }
            return seconds;
        }
    }

    private record WireRecording(
            @Nullable String recording,
            @Nullable Long number,
            @Nullable Instant startedAt,
            @Nullable Integer preRecordSeconds,
            @Nullable List<Integer> parts,
            @Nullable List<Integer> absent) {
        CameraReport.Recording checked() {
            return new CameraReport.Recording(
                    recording == null ? "" : recording, number, startedAt, orEmpty(parts), orEmpty(absent));
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
