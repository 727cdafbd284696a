package org.vidimus.server.fleet;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vidimus.server.Settings;
import org.vidimus.server.access.ImportPlan;
import org.vidimus.server.access.TableFile;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Cameras as tables, out, and in with a look before; and their labels. */
@RestController
@Tag(name = "fleet")
class CameraTablesController {
    private final CameraImport cameras;
    private final CameraLabels labels;
    private final Settings settings;

    CameraTablesController(CameraImport cameras, CameraLabels labels, Settings settings) {
        this.cameras = cameras;
        this.labels = labels;
        this.settings = settings;
    }

    /**
     * @param digest to be sent back when this shall be done
     * @param same how many lines change nothing
     * @param ignored headings that nobody knows here
     */
    record CameraImportAnswer(
            String digest,
            Map<ImportPlan.Kind, Integer> counts,
            int same,
            List<ImportPlan.Line> lines,
            List<String> ignored) {
        static CameraImportAnswer of(ImportPlan plan) {
            return new CameraImportAnswer(plan.digest(), plan.counts(), plan.same(), plan.lines(), plan.ignored());
        }
    }

    @Does(Action.CAMERA_LIST)
    @GetMapping(path = "/api/cameras.csv", produces = "text/csv")
    ResponseEntity<byte[]> exportCamerasTable(Caller caller, Locale locale) {
        return TableFile.attachment("cameras.csv", TableFile.CSV, cameras.export(caller, locale));
    }

    /** A sheet of labels to print. @param camera of these; of all in service, if none is named */
    @Does(Action.CAMERA_LIST)
    @GetMapping(path = "/api/cameras/labels", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> printCameraLabels(Caller caller, @RequestParam(required = false) @Nullable List<UUID> camera)
            throws IOException {
        String house = settings.access().origins().stream()
                .findFirst()
                .orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return TableFile.attachment(
                "labels.pdf",
                MediaType.APPLICATION_PDF,
                labels.sheet(caller, camera == null ? List.of() : camera, house));
    }

    /**
     * Takes cameras in and changes them, as a table says.
     *
     * @param dryRun only says what would be done
     * @param digest that of the dry run whose answer was looked at
     */
    @Does(Action.CAMERA_IMPORT)
    @PostMapping(path = "/api/cameras/import", consumes = MediaType.ALL_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    CameraImportAnswer importCamerasTable(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String digest) {
        byte[] file = TableFile.read(request);
        return CameraImportAnswer.of(
                dryRun
                        ? cameras.tried(caller, file)
                        : cameras.done(caller, file, digest == null || digest.length() > 100 ? "" : digest));
    }
}
