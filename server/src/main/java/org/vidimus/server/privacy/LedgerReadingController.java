package org.vidimus.server.privacy;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Proofs;
import org.vidimus.trust.Sha256;

/** The ledger for those who watch over it. */
@RestController
@RequestMapping("/api/ledger")
@Tag(name = "ledger")
class LedgerReadingController {
    private static final int MOST = 200;

    private final LedgerReading reading;
    private final LedgerExport export;

    LedgerReadingController(LedgerReading reading, LedgerExport export) {
        this.reading = reading;
        this.export = export;
    }

    /** What was done, newest first. */
    @Does(Action.LEDGER_READ)
    @GetMapping("/entries")
    LedgerReading.Page readLedger(
            Caller caller,
            @ParameterObject LedgerAsked asked,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose) {
        Optional<Place> place = Optional.ofNullable(after)
                .filter(text -> !text.isBlank())
                .map(text -> LedgerAsked.one("after", text, "the next of the page before", Place::parse));
        return reading.page(caller, asked.filter(), place, Math.clamp(limit, 1, MOST), Optional.ofNullable(purpose));
    }

    /**
     * An entry and how it is in the signed tree.
     *
     * @param entry empty when it was erased by law; so is the salt then
     */
    record ReadProof(
            Optional<String> entry,
            Optional<String> salt,
            long index,
            String leaf,
            List<String> proof,
            String checkpoint) {}

    @Does(Action.LEDGER_READ)
    @GetMapping("/lines/{entry}/proof")
    ReadProof proveLine(Caller caller, @PathVariable UUID entry) {
        LedgerReading.Proven proven = reading.prove(caller, entry);
        Proofs proofs = proven.proofs();
        long index = proven.entry().index().orElseThrow();
        return new ReadProof(
                proven.entry().payload().map(LedgerReadingController::utf8),
                proven.entry().salt().map(HexFormat.of()::formatHex),
                index,
                utf8(proven.entry().leaf().orElseThrow()),
                proofs.of(index).stream().map(Sha256::toString).toList(),
                utf8(proofs.note().encode()));
    }

    /** What a search found, with its proofs; at most 100,000 entries. */
    @Does(Action.LEDGER_EXPORT)
    @GetMapping("/export")
    void exportLedger(
            Caller caller,
            @ParameterObject LedgerAsked asked,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose,
            HttpServletResponse response)
            throws IOException {
        LedgerExport.Ready ready = export.open(caller, asked.filter(), Optional.ofNullable(purpose));
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("vidimus-ledger-"
                                + ready.made()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()
                                        .replace(":", "") + ".zip")
                        .build()
                        .toString());
        export.write(ready, response.getOutputStream());
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
