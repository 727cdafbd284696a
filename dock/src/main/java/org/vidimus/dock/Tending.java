package org.vidimus.dock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vidimus.dock.camera.Camera;
import org.vidimus.dock.camera.CameraLog;
import org.vidimus.dock.camera.CameraSettings;
import org.vidimus.dock.camera.ClockSetting;
import org.vidimus.dock.camera.FileReason;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.LogReader;
import org.vidimus.dock.camera.Relative;
import org.vidimus.dock.camera.Upkeep;

/**
 * One visit's care for the camera itself: reads its log and its settings, and sets its clock and its settings once its footage
 * has been seen to. Nothing of it keeps footage waiting; what goes wrong is named.
 */
final class Tending {
    /** A clock that is off by less is left alone. */
    private static final Duration CLOSE_ENOUGH = Duration.ofSeconds(1);

    private final Gear gear;
    private final CameraAtWork camera;
    private final Stay stay;
    private final Upkeep upkeep;
    private @Nullable CameraLog log;
    private String logState = "";
    private Map<String, Optional<String>> settings = Map.of();

    Tending(Gear gear, CameraAtWork camera, Stay stay) {
        this.gear = gear;
        this.camera = camera;
        this.stay = stay;
        this.upkeep = camera.camera().layout().upkeep();
    }

    /** The log, if it says more than the server was told during this stay. */
    Optional<CameraLog> log() {
        return Optional.ofNullable(log);
    }

    /** As read back just now; what the camera has and does not say is empty, and what it has not is not there. */
    Map<String, Optional<String>> settings() {
        return settings;
    }

    boolean clockSet() {
        return stay.clockSet();
    }

    boolean isNews() {
        return log != null || stay.areNews(settings);
    }

    /** The server knows all of this now. */
    void told() {
        stay.told(log == null ? null : logState, settings);
        log = null;
    }

    /** @throws CameraAtWork.Gone if the camera was pulled out meanwhile */
    void look() throws CameraAtWork.Gone {
        readLog();
        readSettings();
    }

    private void readLog() throws CameraAtWork.Gone {
        List<Path> files = LogReader.files(camera.camera());
        if (files.isEmpty()) {
            return;
        }
        try {
            StringBuilder state = new StringBuilder();
            for (Path file : files) {
                state.append(file)
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            }
            logState = state.toString();
            if (!stay.wasTold(logState)) {
                CameraLog read = new LogReader(camera.camera(), gear.zone()).read(files);
                stay.charging(read.charging());
                log = read;
            }
        } catch (IOException unreadable) {
            camera.requirePresent(unreadable);
            camera.find(Finding.about(
                    Relative.to(camera.root(), files.getLast()), Code.LOG_UNREADABLE, FileReason.of(unreadable)));
        }
    }

    private void readSettings() throws CameraAtWork.Gone {
        if (upkeep.settings().isEmpty()) {
            return;
        }
        Upkeep.Settings form = upkeep.settings().get();
        try {
            settings = new CameraSettings(camera.camera(), form).read();
        } catch (IOException unreadable) {
            camera.requirePresent(unreadable);
            Map<String, Optional<String>> unknown = new TreeMap<>();
            form.values().keySet().forEach(code -> unknown.put(code, Optional.empty()));
            settings = unknown;
            camera.find(Finding.about(form.file(), Code.SETTINGS_UNREADABLE, FileReason.of(unreadable)));
        }
    }

    /**
     * Sets clock and settings, where that is possible and needed.
     *
     * @return whether something was set
     * @throws CameraAtWork.Gone if the camera was pulled out meanwhile
     */
    boolean tend() throws CameraAtWork.Gone {
        if (!gear.serials().distinct(camera.serial())) {
            // Two say that they are this one: nobody knows whose settings these are.
            return false;
        }
        camera.requireSame();
        boolean clock = setClock();
        return writeSettings() | clock;
    }

    private boolean setClock() throws CameraAtWork.Gone {
        boolean right = camera.camera()
                .number(org.vidimus.dock.camera.Fact.CLOCK_OFFSET_MS)
                .filter(offset -> Math.abs(offset) <= CLOSE_ENOUGH.toMillis())
                .isPresent();
        if (upkeep.clock().isEmpty() || right || stay.clockSet()) {
            return false;
        }
        Camera here = camera.camera();
        try {
            new ClockSetting(here, upkeep.clock().get(), gear.zone())
                    .set(gear.clock().instant());
            stay.setClock();
            return true;
        } catch (IOException failed) {
            camera.requirePresent(failed);
            camera.find(Finding.of(Code.CLOCK_NOT_SET, FileReason.of(failed)));
            return false;
        }
    }

    private boolean writeSettings() throws CameraAtWork.Gone {
        Optional<Map<String, String>> wanted = gear.wishes().of(camera.serial());
        if (upkeep.settings().isEmpty()
                || wanted.isEmpty()
                || differing(wanted.get()).isEmpty()) {
            return false;
        }
        try {
            new CameraSettings(camera.camera(), upkeep.settings().get()).write(wanted.get());
        } catch (IOException failed) {
            camera.requirePresent(failed);
            camera.find(Finding.of(Code.SETTINGS_NOT_WRITTEN, FileReason.of(failed)));
            return false;
        }
        readSettings();
        List<String> differing = differing(wanted.get());
        if (!differing.isEmpty()) {
            camera.find(Finding.of(Code.SETTINGS_DIFFER, String.join(", ", differing)));
        }
        return true;
    }

    /** Codes of what such a camera can be set to and is not. */
    private List<String> differing(Map<String, String> wanted) {
        List<String> codes = new ArrayList<>();
        settings.forEach((code, value) -> {
            String want = wanted.get(code);
            if (want != null && !value.equals(Optional.of(want))) {
                codes.add(code);
            }
        });
        return codes;
    }
}
