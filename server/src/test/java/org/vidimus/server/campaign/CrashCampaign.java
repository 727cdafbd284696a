package org.vidimus.server.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.ServerProcess;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills a real server at random moments while clients upload to it, starts it again, and checks after each start that every
 * client is given back at least what it was acknowledged and that the ledger is consistent, and at the end that every file is
 * secured with its own digest and that the vault is clean.
 *
 * <p>Findings are collected, not thrown: one run tells all of them.
 */
public final class CrashCampaign {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final House house;
    private final Plan plan;
    private final SplittableRandom random;
    private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger resumed = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * @param kills how often the server dies
     * @param databaseToo every how many kills the database dies with it; 0 for never
     * @param clients that upload beside each other
     * @param largestBytes most bytes of a file
     */
    public record Plan(int kills, int databaseToo, int clients, int largestBytes, long seed) {}

    /** What became of the campaign. */
    public record Outcome(int kills, int files, int resumed, List<String> findings) {}

    private record Sent(String path, Sha256 sha256) {}

    public CrashCampaign(Path folder, Plan plan) throws IOException, InterruptedException {
        this.house = new House(folder);
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
    }

    public Outcome run() throws IOException, InterruptedException {
        house.start();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < plan.clients(); i++) {
            SplittableRandom own = random.split();
            clients.add(Thread.ofVirtual().name("client-" + i).start(() -> upload(own)));
        }
        for (int kill = 1; kill <= plan.kills(); kill++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(50, 2_000)));
            if (plan.databaseToo() > 0 && kill % plan.databaseToo() == 0) {
                house.killDatabase();
            }
            house.killServer();
            findings.addAll(house.start().checkLedger());
            System.out.println("kill " + kill + " of " + plan.kills() + ": " + sent.size() + " files, " + resumed
                    + " resumed, " + findings.size() + " findings");
        }
        stopping.set(true);
        for (Thread client : clients) {
            client.join();
        }
        sent.forEach(this::awaitSecured);
        scrub();
        findings.addAll(house.running().checkLedger());
        house.close();
        return new Outcome(plan.kills(), sent.size(), resumed.get(), List.copyOf(findings));
    }

    private void upload(SplittableRandom own) {
        while (!stopping.get()) {
            byte[] bytes = new byte[1 + own.nextInt(own.nextInt(1, plan.largestBytes()))];
            own.split().nextBytes(bytes);
            try {
                new File(bytes, own).send();
            } catch (RuntimeException e) {
                findings.add("client failed: " + e);
                return;
            }
        }
    }

    /** One file on its way. */
    private final class File {
        private final byte[] bytes;
        private final SplittableRandom own;
        private @Nullable String path;
        private long acknowledged;
        private boolean unsure;

        File(byte[] bytes, SplittableRandom own) {
            this.bytes = bytes;
            this.own = own;
        }

        void send() {
            Sha256 digest = Sha256.of(bytes);
            while (acknowledged < bytes.length) {
                try {
                    step(digest);
                } catch (IOException e) {
                    unsure = true;
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            sent.add(new Sent(java.util.Objects.requireNonNull(path), digest));
        }

        private void step(Sha256 digest) throws IOException, InterruptedException {
            String to = path;
            if (to == null) {
                path = create(digest);
            } else if (unsure) {
                ask(to);
            } else {
                patch(to);
            }
        }

        private String create(Sha256 digest) throws IOException, InterruptedException {
            HttpResponse<String> answer = exchange(request("/api/uploads")
                    .header("Upload-Length", Integer.toString(bytes.length))
                    .header(
                            "Upload-Metadata",
                            "sha256 " + base64(digest.toString()) + ",filename " + base64("crash.bin"))
                    .POST(HttpRequest.BodyPublishers.noBody()));
            if (answer.statusCode() != 201) {
                throw new IOException("created " + answer.statusCode() + " " + answer.body());
            }
            unsure = false;
            return answer.headers().firstValue("Location").orElseThrow();
        }

        private void ask(String to) throws IOException, InterruptedException {
            HttpResponse<String> answer = exchange(request(to).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            if (answer.statusCode() == 404) {
                findings.add(to + " is gone, " + acknowledged + " bytes were acknowledged");
                throw new IllegalStateException("gone");
            }
            if (answer.statusCode() != 200) {
                throw new IOException("asked " + answer.statusCode());
            }
            long offset = offset(answer);
            if (offset < acknowledged || offset > bytes.length) {
                findings.add(
                        to + " goes on at " + offset + ", acknowledged were " + acknowledged + " of " + bytes.length);
            }
            resumed.incrementAndGet();
            acknowledged = offset;
            unsure = false;
        }

        private void patch(String to) throws IOException, InterruptedException {
            int from = (int) acknowledged;
            int length = Math.min(bytes.length - from, 1 + own.nextInt(8 << 20));
            boolean cut = own.nextInt(20) == 0;
            HttpRequest.BodyPublisher body = cut
                    ? HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofInputStream(() -> breaking(from, length)), length)
                    : HttpRequest.BodyPublishers.ofByteArray(bytes, from, length);
            HttpResponse<String> answer = exchange(request(to)
                    .header("Upload-Offset", Long.toString(acknowledged))
                    .header("Content-Type", "application/offset+octet-stream")
                    .method("PATCH", body));
            if (answer.statusCode() != 204) {
                if (answer.statusCode() == 422) {
                    findings.add(to + " was refused: " + answer.body());
                }
                throw new IOException("patched " + answer.statusCode() + " " + answer.body());
            }
            acknowledged = offset(answer);
        }

        private InputStream breaking(int from, int length) {
            return new InputStream() {
                private int given;

                @Override
                public int read() throws IOException {
                    if (given >= length / 2) {
                        throw new IOException("the client breaks off");
                    }
                    return bytes[from + given++] & 0xff;
                }
            };
        }
    }

    private void awaitSecured(Sent file) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() - until < 0) {
            try {
                JsonNode upload =
                        JSON.readTree(exchange(request(file.path()).GET()).body());
                last = upload.get("state").asString();
                if (last.equals("SECURED")) {
                    if (!upload.get("sha256").asString().equals(file.sha256().toString())) {
                        findings.add(file.path() + " has digest " + upload.get("sha256") + ", want " + file.sha256());
                    }
                    return;
                }
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        findings.add(file.path() + " is not secured, but " + last);
    }

    private void scrub() throws IOException, InterruptedException {
        String token = house.running().managerToken();
        HttpRequest.Builder start = HttpRequest.newBuilder(
                        URI.create(house.running().url() + "/api/vault/scrubs"))
                .header("Authorization", "Bearer " + token);
        String id = JSON.readTree(exchange(start.copy().POST(HttpRequest.BodyPublishers.noBody()))
                        .body())
                .get("id")
                .asString();
        while (true) {
            JsonNode report = JSON.readTree(exchange(start.copy().GET()).body());
            JsonNode run = report.get("items")
                    .valueStream()
                    .filter(item -> item.get("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
            if (run.get("state").asString().equals("DONE")) {
                report.get("findings")
                        .forEach(finding ->
                                findings.add("scrub: " + finding.get("message").asString()));
                System.out.println("scrub: " + run);
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private HttpRequest.Builder request(String path) {
        ServerProcess up = house.running();
        return HttpRequest.newBuilder(URI.create(up.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + up.dockToken())
                .header("Tus-Resumable", "1.0.0");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static long offset(HttpResponse<String> answer) throws IOException {
        return Long.parseLong(answer.headers()
                .firstValue("Upload-Offset")
                .orElseThrow(() -> new IOException("an answer without Upload-Offset")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
