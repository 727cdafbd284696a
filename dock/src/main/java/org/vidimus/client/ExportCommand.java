package org.vidimus.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code vidimus export}: one sealed bundle from the command line. Ends with 0 (the bundle is in the file, whole and on stable
 * storage), 1 (the server refused, or the transfer or the file failed; no file was made) or 2 (bad options).
 */
public final class ExportCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int BUFFER = 1 << 18;
    private static final List<String> OPTIONS = List.of(
            "--server",
            "--token",
            "--token-file",
            "--evidence",
            "--out",
            "--purpose",
            "--reference",
            "--words",
            "--ca");
    private static final Duration MAKING = Duration.ofMinutes(30);

    private final PrintStream err;
    private final OutputStream out;
    private final ResourceBundle words;
    private final Locale locale;

    ExportCommand(OutputStream out, PrintStream err, Locale locale) {
        this.out = out;
        this.err = err;
        this.locale = locale;
        this.words = ResourceBundle.getBundle(
                "org.vidimus.client.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static void main(String[] arguments) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new ExportCommand(System.out, err, Locale.getDefault()).run(arguments));
    }

    private record Options(URI server, Token token, List<UUID> evidence, String target, Why why, Trust trust) {}

    /** @param purpose code of one of the house's purposes, or words where its rules ask for none */
    private record Why(Optional<String> purpose, Optional<String> reference, Optional<String> words) {
        void into(ObjectNode order) {
            purpose.ifPresent(text -> order.put("purpose", text));
            reference.ifPresent(text -> order.put("reference", text));
            words.ifPresent(text -> order.put("words", text));
        }
    }

    private static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String message) {
            super(message);
        }
    }

    int run(String[] arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            err.println(say("usage"));
            return DONE;
        }
        try {
            Options options = options(arguments);
            try (Server server = new Server(options.server(), Optional.of(options.token()), options.trust())) {
                export(server, options);
            }
            return DONE;
        } catch (Misused misused) {
            err.println(say("misused", String.valueOf(misused.getMessage())));
            err.println(say("usage"));
            return MISUSED;
        } catch (Refusal refusal) {
            err.println(say(refusal.status() == 401 ? "token-refused" : "refused", refusal.code(), refusal.detail()));
            return FAILED;
        } catch (IOException failed) {
            err.println(say("failed", String.valueOf(failed.getMessage() == null ? failed : failed.getMessage())));
            return FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void export(Server server, Options options) throws IOException, InterruptedException {
        if (Server.exposed(options.server())) {
            err.println(say("exposed", options.server()));
        }
        JsonNode bundle = begin(server, options);
        String url = bundle.path("url").asString("");
        URI content = server.at(url.startsWith("/") ? url.substring(1) : url);
        if (url.isEmpty() || !content.getAuthority().equals(options.server().getAuthority())) {
            throw new IOException(say("odd-answer"));
        }
        HttpResponse<InputStream> response =
                server.stream(server.request(content).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw Server.refusal(response.statusCode(), response.headers(), body.readNBytes(1 << 16));
            }
            long length = response.headers()
                    .firstValueAsLong("Content-Length")
                    .orElse(bundle.path("lengthBytes").asLong(-1));
            if (options.target().equals("-")) {
                copy(body, out, length);
                out.flush();
            } else {
                save(body, length, target(options.target(), bundle));
            }
        }
    }

    private JsonNode begin(Server server, Options options) throws IOException, InterruptedException {
        ObjectNode order = JsonMapper.shared().createObjectNode();
        var list = order.putArray("evidence");
        options.evidence().forEach(id -> list.add(id.toString()));
        options.why().into(order);
        HttpRequest request = server.request(server.at("api/bundles"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .timeout(MAKING)
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(order)))
                .build();
        return JsonMapper.shared().readTree(server.send(request).body());
    }

    /** In a folder, the bundle gets the name that the server gave it. */
    private Path target(String given, JsonNode bundle) {
        Path target = Path.of(given).toAbsolutePath();
        String name = bundle.path("name").asString("");
        boolean fit = name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,150}");
        return Files.isDirectory(target) && fit ? target.resolve(name) : target;
    }

    private void save(InputStream body, long length, Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (FileChannel file = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                copy(body, Channels.newOutputStream(file), length);
                file.force(true);
            }
            // Commit point: under its own name there is only ever a whole bundle. A crash before leaves FILE.part.
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder =
                    FileChannel.open(Optional.ofNullable(target.getParent()).orElseThrow(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException failed) {
            Files.deleteIfExists(draft);
            throw failed;
        }
        err.println(say("saved", target, Files.size(target)));
    }

    private void copy(InputStream from, OutputStream to, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        ProgressLine progress = new ProgressLine(err, length);
        long copied = 0;
        int count;
        while ((count = from.read(buffer)) >= 0) {
            to.write(buffer, 0, count);
            copied += count;
            progress.at(copied);
        }
        progress.end();
        if (length >= 0 && copied != length) {
            throw new IOException(say("cut", copied, length));
        }
    }

    private Options options(String[] arguments) throws Misused, IOException {
        Optional<URI> server = Optional.empty();
        Optional<String> token = Optional.empty();
        Optional<Path> tokenFile = Optional.empty();
        List<UUID> evidence = new ArrayList<>();
        @Nullable String target = null;
        Optional<String> purpose = Optional.empty();
        Optional<String> reference = Optional.empty();
        Optional<String> reason = Optional.empty();
        Optional<Path> authority = Optional.empty();
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (!OPTIONS.contains(option)) {
                throw new Misused(say("unknown-option", option));
            }
            if (!words.hasNext()) {
                throw new Misused(say("missing-value", option));
            }
            String value = words.next();
            try {
                switch (option) {
                    case "--server" -> server = Optional.of(Server.address(value));
                    case "--token" -> token = Optional.of(value);
                    case "--token-file" -> tokenFile = Optional.of(Path.of(value));
                    case "--evidence" -> {
                        for (String id : value.split(",")) {
                            evidence.add(UUID.fromString(id.strip()));
                        }
                    }
                    case "--out" -> target = value;
                    case "--ca" -> authority = Optional.of(Path.of(value));
                    case "--reference" -> reference = Optional.of(value);
                    case "--words" -> reason = Optional.of(value);
                    default -> purpose = Optional.of(value);
                }
            } catch (IllegalArgumentException bad) {
                throw new Misused(say("bad-value", value, option));
            }
        }
        if (server.isEmpty() || evidence.isEmpty() || target == null) {
            throw new Misused(say("missing-option"));
        }
        try {
            Optional<Token> given = Token.from(token, tokenFile, System.getenv());
            return new Options(
                    server.get(),
                    given.orElseThrow(() -> new Misused(say("missing-token"))),
                    List.copyOf(evidence),
                    target,
                    new Why(purpose, reference, reason),
                    new Trust(authority, Optional.empty(), Optional.empty()));
        } catch (IllegalArgumentException bad) {
            throw new Misused(String.valueOf(bad.getMessage()));
        }
    }

    private String say(String key, Object... facts) {
        return new MessageFormat(words.getString(key), locale).format(facts);
    }
}
