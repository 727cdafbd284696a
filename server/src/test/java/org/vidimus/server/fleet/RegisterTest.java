package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** The register of cameras, over HTTP as a screen asks. */
@ServerTest
class RegisterTest {
    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void keepsWhatIsKnownOfACameraAndEveryChangeOfIt() {
        Unit unit = people.unit("Depot " + mark);
        CameraId id = fleet.register(Caller.job("test"), NewCamera.of("REG-" + mark));

        JsonNode changed = put(id, """
                {"maker":"Acme","model":"Two","unit":"%s","standing":"IN_REPAIR","asset":"A-%s","boughtOn":"2026-01-31",
                 "warrantyUntil":"2029-01-31","note":"lens scratched"}
                """.formatted(unit.id(), mark), 200);
        report("REG-" + mark, "{\"firmware\":\"1.0.0\"}");
        report("REG-" + mark, "{\"firmware\":\"1.1.0\"}");

        assertThat(changed.path("standing").asString()).isEqualTo("IN_REPAIR");
        assertThat(changed.path("may").toString()).contains("camera.change", "camera.hand-out");
        JsonNode shown = get("/api/cameras/" + id);
        assertThat(shown.path("firmware").asString()).isEqualTo("1.1.0");
        assertThat(shown.path("asset").asString()).isEqualTo("A-" + mark);
        assertThat(shown.path("boughtOn").asString()).isEqualTo("2026-01-31");
        JsonNode life = get("/api/cameras/" + id + "/history");
        assertThat(life.path("items").findValuesAsString("kind"))
                .containsExactlyInAnyOrder("REPORTED", "FIRMWARE", "REPORTED", "FIRMWARE", "CHANGED", "REGISTERED");
        JsonNode change = life.path("items").path(4);
        assertThat(change.path("by").path("name").asString())
                .isEqualTo(people.person(Role.FLEET_MANAGER).name());
        assertThat(change.path("changes").toString())
                .contains("\"field\":\"unit\",\"to\":\"Depot " + mark, "\"from\":\"IN_SERVICE\",\"to\":\"IN_REPAIR\"");
        assertThat(sql.sql("select count(*) from custody_entry where convert_from(payload, 'UTF8') like ?")
                        .param("%action camera.change%subject camera " + id + "%detail standing IN_REPAIR%")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void listsThoseThatAreLookedForInPagesAndGroups() {
        Unit unit = people.unit("List " + mark);
        for (int n = 1; n <= 5; n++) {
            CameraId id = fleet.register(Caller.job("test"), NewCamera.of("LIST-" + mark + "-" + n));
            put(
                    id,
                    "{\"unit\":\"" + unit.id() + "\",\"standing\":\"" + (n == 5 ? "RETIRED" : "IN_SERVICE") + "\"}",
                    200);
        }
        report("LIST-" + mark + "-2", "{\"batteryPercent\":40,\"clockOffsetMs\":900000}");
        report("LIST-" + mark + "-3", "{\"batteryPercent\":30}");

        JsonNode first = get("/api/cameras?limit=3&q=list-" + mark);
        assertThat(first.path("items").findValuesAsString("serial"))
                .containsExactly("LIST-" + mark + "-2", "LIST-" + mark + "-1", "LIST-" + mark + "-3");
        assertThat(first.path("count").asInt()).isEqualTo(4);
        assertThat(first.path("pages").asInt()).isEqualTo(2);
        assertThat(first.path("groups").toString())
                .contains(
                        "{\"group\":\"PROBLEM\",\"found\":1,",
                        "{\"group\":\"RETIRED\",\"found\":1,",
                        "{\"group\":\"ELSEWHERE\",\"found\":4,");
        assertThat(first.path("units").findValuesAsString("name")).contains("List " + mark);
        assertThat(get("/api/cameras?page=2&limit=3&q=list-" + mark).path("items"))
                .hasSize(1);
        assertThat(get("/api/cameras?sort=BATTERY&unit=" + unit.id())
                        .path("items")
                        .path(0)
                        .path("serial")
                        .asString())
                .isEqualTo("LIST-" + mark + "-3");
        assertThat(get("/api/cameras?show=RETIRED&unit=" + unit.id())
                        .path("items")
                        .findValuesAsString("state"))
                .containsExactly("RETIRED");
        for (String unfit : List.of("sort=LOUD", "show=NONE", "unit=x", "page=x")) {
            ResponseEntity<JsonNode> answer = people.api(Role.FLEET_MANAGER)
                    .get()
                    .uri("/api/cameras?" + unfit)
                    .retrieve()
                    .toEntity(JsonNode.class);
            assertThat(answer.getStatusCode().value()).as(unfit).isEqualTo(400);
        }
    }

    @Test
    void tellsALifeInPages() {
        CameraId id = fleet.register(Caller.job("test"), NewCamera.of("REG-" + mark));
        IntStream.range(0, 7).forEach(n -> report("REG-" + mark, "{\"batteryPercent\":" + n + "}"));

        JsonNode first = get("/api/cameras/" + id + "/history?limit=5");
        JsonNode second = get("/api/cameras/" + id + "/history?limit=5&after="
                + first.path("next").asString());

        assertThat(first.path("items")).hasSize(5);
        assertThat(second.path("items")).hasSize(3);
        assertThat(second.path("items").path(2).path("kind").asString()).isEqualTo("REGISTERED");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void givesNoAssetNumberTwice() {
        CameraId one = fleet.register(Caller.job("test"), NewCamera.of("REG-" + mark + "-1"));
        CameraId two = fleet.register(Caller.job("test"), NewCamera.of("REG-" + mark + "-2"));
        put(one, "{\"asset\":\"A-" + mark + "\"}", 200);

        JsonNode refused = put(two, "{\"asset\":\"A-" + mark + "\"}", 409);

        assertThat(refused.path("code").asString()).isEqualTo("asset-taken");
        assertThat(put(one, "{\"wearer\":\"" + UUID.randomUUID() + "\"}", 422)
                        .path("code")
                        .asString())
                .isEqualTo("camera-malformed");
    }

    @Test
    void letsNoCameraLeaveServiceThatSomebodyHas() {
        CameraId id = fleet.register(Caller.job("test"), NewCamera.of("REG-" + mark));
        sql.sql(
                        "insert into hand_out (id, camera, person, mode, from_at) values (gen_random_uuid(), ?, ?, 'PERMANENT_ISSUE', now())")
                .params(id.value(), people.person(Role.WEARER).id().value())
                .update();

        assertThat(put(id, "{\"standing\":\"RETIRED\"}", 409).path("code").asString())
                .isEqualTo("camera-still-out");
        assertThat(put(id, "{\"standing\":\"MISSING\"}", 200).path("standing").asString())
                .isEqualTo("MISSING");
    }

    @Test
    void importsATableExactlyAsItWasTried() {
        people.unit("Depot " + mark);
        sql.sql("update person set staff_number = ? where id = ?")
                .params("N" + mark, people.person(Role.WEARER).id().value())
                .update();
        fleet.register(Caller.job("test"), NewCamera.of("OLD-" + mark));
        String file = """
                Seriennummer;Inventarnummer;Hersteller;Modell;Einheit;Zugeteilt an;Zustand;Gekauft am;Farbe
                OLD-%1$s;1-%1$s;Acme;Two;Depot %1$s;;im Dienst;1.2.2026;blau
                NEW-%1$s;2-%1$s;Acme;Two;Depot %1$s;N%1$s;in Reparatur;2026-02-01;rot
                ODD-%1$s;3-%1$s;Acme;Two;Nirgendwo;;;;
                ODD2-%1$s;1-%1$s;Acme;Two;;;;;
                ODD3-%1$s;;;;;;kaputt;;
                NEW-%1$s;;;;;;;;
                """.formatted(mark);

        JsonNode tried = post("/api/cameras/import?dryRun=true", file, 200);
        assertThat(tried.path("counts").path("CREATE").asInt()).isOne();
        assertThat(tried.path("counts").path("CHANGE").asInt()).isOne();
        assertThat(tried.path("counts").path("REFUSED").asInt()).isEqualTo(4);
        assertThat(tried.path("ignored").toString()).contains("Farbe");
        assertThat(tried.toString()).contains("there is no unit Nirgendwo", "another line is about the same camera");
        assertThat(fleet.find("NEW-" + mark)).isEmpty();

        assertThat(post("/api/cameras/import?digest=0", file, 409).path("code").asString())
                .isEqualTo("import-stale");
        JsonNode done =
                post("/api/cameras/import?digest=" + tried.path("digest").asString(), file, 200);

        assertThat(done.path("lines")).isEqualTo(tried.path("lines"));
        JsonNode made = get("/api/cameras/" + fleet.find("NEW-" + mark).orElseThrow());
        assertThat(made.path("standing").asString()).isEqualTo("IN_REPAIR");
        assertThat(made.path("wearer").path("id").asString())
                .isEqualTo(people.person(Role.WEARER).id().toString());
        assertThat(made.path("boughtOn").asString()).isEqualTo("2026-02-01");
        String exported = people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/cameras.csv")
                .header("Accept-Language", "en")
                .retrieve()
                .body(String.class);
        assertThat(exported).contains("NEW-" + mark + ",2-" + mark + ",Acme,Two,Depot " + mark + ",N" + mark);
        JsonNode again = post("/api/cameras/import?dryRun=true", Objects.requireNonNull(exported), 200);
        assertThat(again.path("lines")).as("what goes out comes in as it is").isEmpty();
    }

    @Test
    void importsOnlyAsFarAsTheCallersRightsReach() {
        Unit ours = people.unit("Ours " + mark);
        Unit theirs = people.unit("Theirs " + mark);
        String importer = people.token(importer(ours));
        fleet.register(Caller.job("test"), NewCamera.of("OUR-" + mark).in(ours.id()));
        fleet.register(Caller.job("test"), NewCamera.of("HID-" + mark).in(theirs.id()));
        String file = """
                Seriennummer;Modell;Einheit
                OUR-%1$s;Two;Ours %1$s
                HID-%1$s;Two;Theirs %1$s
                NOT-%1$s;Two;Theirs %1$s
                NEW-%1$s;Two;Ours %1$s
                """.formatted(mark);

        JsonNode tried = post(importer, "/api/cameras/import?dryRun=true", file, 200);

        assertThat(tried.path("counts").path("CHANGE").asInt()).isOne();
        assertThat(tried.path("counts").path("CREATE").asInt()).isOne();
        assertThat(tried.path("counts").path("REFUSED").asInt()).isEqualTo(2);
        List<String> refused = tried.path("lines")
                .valueStream()
                .filter(line -> line.path("kind").asString().equals("REFUSED"))
                .map(line -> line.toString().replaceAll("HID|NOT", "X").replaceAll("\"(line|number)\":\\d+", ""))
                .distinct()
                .toList();
        assertThat(refused).as("hidden or not there, it looks the same").hasSize(1);
        assertThat(refused.getFirst()).contains("out of your reach");

        post(importer, "/api/cameras/import?digest=" + tried.path("digest").asString(), file, 200);
        assertThat(get("/api/cameras/" + fleet.find("HID-" + mark).orElseThrow())
                        .has("model"))
                .isFalse();
        assertThat(fleet.find("NOT-" + mark)).isEmpty();
    }

    @Test
    void letsNobodyChangeSettingsOfTheHouseFromOneUnit() {
        String importer = people.token(importer(people.unit("Ours " + mark)));

        assertThat(people.api(importer)
                        .post()
                        .uri("/api/camera-settings")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"name\":\"" + mark + "\",\"values\":{}}")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    /** By a role of the house's own making, whose rights reach a unit. */
    private Person importer(Unit unit) {
        String role = "REG_" + mark.toUpperCase(Locale.ROOT);
        Person person = people.another(Role.WEARER, "importer." + mark, unit);
        String rights = Stream.of("camera.import", "camera.change", "camera.register", "camera-settings.change")
                .map(action -> "{\"action\":\"" + action + "\",\"reach\":\"UNIT\",\"upTo\":\"OPEN\"}")
                .collect(Collectors.joining(","));
        assertThat(send(HttpMethod.PUT, "/api/roles/" + role, "{\"name\":\"Register\",\"rights\":[" + rights + "]}"))
                .isLessThan(300);
        assertThat(send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", "{\"role\":\"" + role + "\"}"))
                .isLessThan(300);
        return person;
    }

    private int send(HttpMethod method, String path, String body) {
        return people.api(Role.ADMINISTRATOR)
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    @Test
    void printsLabelsWhoseCodesLeadToTheCameras() throws Exception {
        List<CameraId> ids = IntStream.range(0, 3)
                .mapToObj(n -> fleet.register(Caller.job("test"), NewCamera.of("LBL-" + mark + "-" + n)))
                .toList();
        put(ids.getFirst(), "{\"asset\":\"ÄÖ-" + mark + "\"}", 200);
        String query = String.join("&", ids.stream().map(id -> "camera=" + id).toList());

        byte[] pdf = people.api(Role.FLEET_MANAGER)
                .get()
                .uri("/api/cameras/labels?" + query)
                .retrieve()
                .body(byte[].class);

        try (PDDocument document = Loader.loadPDF(Objects.requireNonNull(pdf))) {
            assertThat(new PDFTextStripper().getText(document)).contains("ÄÖ-" + mark, "LBL-" + mark + "-2");
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 300);
            int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            LuminanceSource light = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
            List<String> found = new ArrayList<>();
            for (int column = 0; column < 3; column++) {
                int width = page.getWidth() / 3;
                var label = light.crop(column * width, 0, width, page.getHeight() / 8);
                found.add(read(label));
            }
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(ids.stream()
                            .map(id -> people.url() + "/cameras/" + id)
                            .toList());
        }
    }

    /** As a phone does: looked at again, in another way, where the first look finds nothing (one code in a hundred, whatever it says). */
    private static String read(LuminanceSource label) throws ReaderException {
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(label)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException unclear) {
            LuminanceSource code = label.crop(0, 0, label.getWidth() * 44 / 100, label.getHeight());
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new GlobalHistogramBinarizer(code)),
                            Map.of(DecodeHintType.PURE_BARCODE, true))
                    .getText();
        }
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(
                people.api(Role.FLEET_MANAGER).get().uri(path).retrieve().body(JsonNode.class));
    }

    private JsonNode put(CameraId id, String body, int status) {
        ResponseEntity<JsonNode> answer = people.api(Role.FLEET_MANAGER)
                .put()
                .uri("/api/cameras/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        return Objects.requireNonNull(answer.getBody());
    }

    private JsonNode post(String path, String file, int status) {
        return post(people.token(Role.FLEET_MANAGER), path, file, status);
    }

    private JsonNode post(String token, String path, String file, int status) {
        ResponseEntity<JsonNode> answer = people.api(token)
                .post()
                .uri(path)
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(file)
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        return Objects.requireNonNull(answer.getBody());
    }

    private void report(String serial, String body) {
        assertThat(people.api(Role.DOCK)
                        .post()
                        .uri("/api/cameras/" + serial + "/reports")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }
}
