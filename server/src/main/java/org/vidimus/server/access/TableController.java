package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** People and units as tables: out, and in with a look before. */
@RestController
@Tag(name = "access")
class TableController {
    private final PeopleImport people;
    private final UnitImport units;

    TableController(PeopleImport people, UnitImport units) {
        this.people = people;
        this.units = units;
    }

    /**
     * @param digest to be sent back when this shall be done
     * @param same how many lines change nothing
     * @param ignored headings that nobody knows here
     */
    record ImportAnswer(
            String digest,
            Map<ImportPlan.Kind, Integer> counts,
            int same,
            List<ImportPlan.Line> lines,
            List<String> ignored) {
        static ImportAnswer of(ImportPlan plan) {
            return new ImportAnswer(plan.digest(), plan.counts(), plan.same(), plan.lines(), plan.ignored());
        }
    }

    @Does(Action.PERSON_EXPORT)
    @GetMapping(path = "/api/people.csv", produces = "text/csv")
    ResponseEntity<byte[]> exportPeopleTable(Caller caller, Locale locale) {
        return TableFile.attachment("people.csv", TableFile.CSV, people.export(caller, locale));
    }

    @Does(Action.PERSON_EXPORT)
    @GetMapping(path = "/api/units.csv", produces = "text/csv")
    ResponseEntity<byte[]> exportUnitsTable(Caller caller, Locale locale) {
        return TableFile.attachment("units.csv", TableFile.CSV, units.export(caller, locale));
    }

    /**
     * Takes people in, changes them and lets them go, as a table says.
     *
     * @param dryRun only says what would be done
     * @param leavers whoever is not in the table leaves
     * @param digest that of the dry run whose answer was looked at
     */
    @Does(Action.PERSON_IMPORT)
    @PostMapping(path = "/api/people/import", consumes = MediaType.ALL_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ImportAnswer importPeopleTable(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean leavers,
            @RequestParam(required = false) @Nullable String digest) {
        byte[] file = TableFile.read(request);
        PeopleImport.Missing missing = leavers ? PeopleImport.Missing.LEAVE : PeopleImport.Missing.STAY;
        return ImportAnswer.of(
                dryRun ? people.tried(caller, file, missing) : people.done(caller, file, missing, digest(digest)));
    }

    @Does(Action.PERSON_IMPORT)
    @PostMapping(path = "/api/units/import", consumes = MediaType.ALL_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ImportAnswer importUnitsTable(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String digest) {
        byte[] file = TableFile.read(request);
        return ImportAnswer.of(dryRun ? units.tried(caller, file) : units.done(caller, file, digest(digest)));
    }

    private static String digest(@Nullable String digest) {
        if (digest == null) {
            throw new AccessProblem.Unfit("digest", "send that of the dry run, so that only what was looked at is done")
                    .refused();
        }
        return digest.length() > 100 ? "" : digest;
    }
}
