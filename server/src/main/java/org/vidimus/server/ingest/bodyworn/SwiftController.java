package org.vidimus.server.ingest.bodyworn;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.ingest.bodyworn.Receiving.File;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door itself: as much of OpenStack Swift as camera systems use, and its manners. Names are read from the address as it was
 * sent, so one method answers each verb. Not in the API's description: it is described by others.
 */
@RestController
@Hidden
@RequestMapping(SwiftController.BASE)
class SwiftController {
    static final String BASE = "/api/bodyworn/{door}";

    private static final String STORAGE = "/v1/**";
    private static final int MOST_MANIFEST_BYTES = 2 << 20;
    private static final int MOST_SMALL_BYTES = 64 << 10;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private final Gate gate;
    private final Doors doors;
    private final Shelf shelf;
    private final Listings listings;
    private final Offer offer;
    private final Storing storing;
    private final Receiving receiving;
    private final Joining joining;
    private final BodywornSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    SwiftController(
            Gate gate,
            Doors doors,
            Shelf shelf,
            Listings listings,
            Offer offer,
            Storing storing,
            Receiving receiving,
            Joining joining,
            BodywornSettings settings,
            JsonMapper json,
            Clock clock) {
        this.gate = gate;
        this.doors = doors;
        this.shelf = shelf;
        this.listings = listings;
        this.offer = offer;
        this.storing = storing;
        this.receiving = receiving;
        this.joining = joining;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Gives out a token for the key of the connection file. */
    @GetMapping("/auth/v1.0")
    @Does(Action.INTEGRATION_OPEN)
    void authenticate(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        Optional<DoorId> id = Place.doorOf(request);
        String user = firstOf(request, "X-Auth-User", "X-Storage-User");
        String key = firstOf(request, "X-Auth-Key", "X-Storage-Pass", "Auth-Key");
        Passage passage = id.map(
                        door -> Passage.of(caller, Action.INTEGRATION_OPEN).with("integration-door", door.toString()))
                .orElseGet(() -> Passage.of(caller, Action.INTEGRATION_OPEN));
        record Opened(Door door, String token) {}
        Opened opened = gate.change(passage, outcome -> {
            Door door = id.flatMap(doors::find)
                    .filter(each -> each.account().equals(user) && doors.isKey(each.id(), key))
                    .orElseThrow(() -> new BodywornProblem.KeyRefused().refused());
            if (!door.opensTo(request.getRemoteAddr())) {
                throw new BodywornProblem.AddressRefused(request.getRemoteAddr()).refused();
            }
            Instant now = clock.instant();
            doors.seen(door, now, request.getRemoteAddr());
            return new Opened(door, doors.newToken(door.id(), now, settings.tokenLife()));
        });
        response.setHeader(DoorEntry.TOKEN, opened.token());
        response.setHeader(DoorEntry.OLD_TOKEN, opened.token());
        response.setHeader(
                "X-Auth-Token-Expires", Long.toString(settings.tokenLife().toSeconds()));
        response.setHeader(
                "X-Storage-Url",
                ServletUriComponentsBuilder.fromContextPath(request)
                        .path(Place.BASE + opened.door().id() + "/v1/"
                                + opened.door().account())
                        .toUriString());
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_OK);
    }

    @GetMapping(STORAGE)
    @Does(Action.INTEGRATION_READ)
    void read(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Door door = door(request);
        byte[] body = gate.view(reading(caller, request), outcome -> {
            Place place = place(request, door);
            return place.object().isPresent()
                    ? content(door, place, response)
                    : listing(door, place, request, response);
        });
        response.setContentLengthLong(body.length);
        response.getOutputStream().write(body);
    }

    @RequestMapping(method = RequestMethod.HEAD, path = STORAGE)
    @Does(Action.INTEGRATION_READ)
    void look(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        Door door = door(request);
        gate.view(reading(caller, request), outcome -> {
            Place place = place(request, door);
            if (place.object().isPresent()) {
                look(door, place, response);
            } else {
                head(door, place, response);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            return place;
        });
    }

    @PutMapping(STORAGE)
    @Does({Action.INTEGRATION_STORE, Action.INTEGRATION_RECEIVE, Action.INTEGRATION_READ})
    void put(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Door door = door(request);
        noting(door, request, () -> {
            Place place = place(request, door);
            if (place.container().isEmpty()) {
                throw new BodywornProblem.NotOffered("making accounts").refused();
            }
            if (place.object().isPresent()) {
                putObject(door, place, request, response);
                return;
            }
            boolean added = storing.putContainer(door, place.container().get(), Meta.ofContainer(request));
            response.setStatus(added ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_ACCEPTED);
        });
    }

    @PostMapping(STORAGE)
    @Does({Action.INTEGRATION_STORE, Action.INTEGRATION_READ})
    void post(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Door door = door(request);
        noting(door, request, () -> {
            Place place = place(request, door);
            if (place.container().isEmpty()) {
                throw new BodywornProblem.NotOffered("words about accounts").refused();
            }
            if (place.object().isPresent()) {
                refuseOurs(place);
                storing.postObject(door, place, Meta.ofObject(request), request.getHeader("Content-Type"));
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
                return;
            }
            storing.postContainer(door, place.container().get(), Meta.ofContainer(request));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        });
    }

    /** Nothing that came in goes by this door. */
    @DeleteMapping(STORAGE)
    @Does(Action.INTEGRATION_READ)
    void delete(Caller caller, HttpServletRequest request) {
        gate.view(reading(caller, request), outcome -> {
            throw new BodywornProblem.NotOffered("to delete anything").refused();
        });
    }

    @RequestMapping(
            method = {RequestMethod.PATCH, RequestMethod.OPTIONS},
            path = STORAGE)
    @Does(Action.INTEGRATION_READ)
    void other(Caller caller, HttpServletRequest request) {
        gate.view(reading(caller, request), outcome -> {
            throw new BodywornProblem.MethodUnknown(request.getMethod()).refused();
        });
    }

    private static Passage reading(Caller caller, HttpServletRequest request) {
        Passage passage = Passage.of(caller, Action.INTEGRATION_READ);
        return Place.doorOf(request)
                .map(door -> passage.with("integration-door", door.toString()))
                .orElse(passage);
    }

    /** A visitor is told to sign in, and that goes into the ledger, before anything of the request is looked at. */
    private Door door(HttpServletRequest request) {
        return DoorEntry.of(request).orElseThrow(() -> {
            gate.knock(Caller.visitor(Caller.Door.API), List.of(Action.INTEGRATION_READ));
            return new CustodyProblem.SignInNeeded().refused();
        });
    }

    private static Place place(HttpServletRequest request, Door door) {
        Place place = Place.of(request);
        if (!place.account().equals(Optional.of(door.account()))) {
            throw new BodywornProblem.NotOffered("any account but " + door.account()).refused();
        }
        return place;
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What is refused is seen by people who do not read the system's log. */
    private void noting(Door door, HttpServletRequest request, Step step) throws IOException {
        try {
            step.run();
        } catch (Refused refused) {
            doors.refused(
                    door.id(),
                    new Doors.Refusal(
                            clock.instant(),
                            request.getMethod() + " " + named(request),
                            refused.problem().code(),
                            refused.problem().message()));
            throw refused;
        }
    }

    private static String named(HttpServletRequest request) {
        try {
            return Place.of(request).inWords();
        } catch (Refused unfit) {
            String uri = request.getRequestURI();
            return uri.length() <= 200 ? uri : uri.substring(0, 200) + "…";
        }
    }

    private void putObject(Door door, Place place, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refuseOurs(place);
        if (request.getHeader("X-Copy-From") != null) {
            throw new BodywornProblem.NotOffered("copying").refused();
        }
        long length = request.getContentLengthLong();
        if (length < 0 && request.getHeader("Transfer-Encoding") == null) {
            throw new BodywornProblem.LengthNeeded().refused();
        }
        // Everything that can be refused is, before a body is asked for that takes an hour.
        Container container = shelf.find(door.id(), place.container().orElseThrow())
                .orElseThrow(() ->
                        new BodywornProblem.NoSuchContainer(place.container().orElseThrow()).refused());
        refuseExisting(container, place, request);
        Optional<String> declared = Optional.ofNullable(request.getHeader("Etag"));
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("application/octet-stream");
        File file = new File(place, Meta.ofObject(request), type, declared, List.of(), Optional.empty());
        String etag = stored(door, container, file, length, request);
        response.setHeader("Etag", etag);
        response.setHeader("Last-Modified", date(clock.instant()));
        response.setStatus(HttpServletResponse.SC_CREATED);
    }

    private String stored(Door door, Container container, File file, long length, HttpServletRequest request)
            throws IOException {
        InputStream body = request.getInputStream();
        if ("put".equals(request.getParameter("multipart-manifest"))) {
            return joining.byList(door, file, small(body, length, MOST_MANIFEST_BYTES));
        }
        String prefix = request.getHeader("X-Object-Manifest");
        if (prefix != null) {
            // What is answered, and what the sender may have said, is of the manifest itself, which has no bytes: so
            // senders check it.
            String empty = Md5.of(small(body, length, 0));
            refuseDiffering(file, empty);
            joining.byPrefix(door, file.undeclared(), prefix);
            return empty;
        }
        boolean bookmark =
                Thing.Kind.of(file.name()) == Thing.Kind.BOOKMARK && container.kind() == Container.Kind.RECORDING;
        if (container.kind().isRegister() || bookmark || length == 0) {
            byte[] content = small(body, length, MOST_SMALL_BYTES);
            String etag = Md5.of(content);
            refuseDiffering(file, etag);
            return storing.putSmall(door, file.place(), file.meta(), file.contentType(), content);
        }
        return receiving.receive(door, file, body);
    }

    private static void refuseDiffering(File file, String etag) {
        file.declared()
                .map(Receiving::unquoted)
                .filter(declared -> !declared.equalsIgnoreCase(etag))
                .ifPresent(declared -> {
                    throw new BodywornProblem.EtagDiffers(declared, etag).refused();
                });
    }

    private static byte[] small(InputStream body, long length, int mostBytes) throws IOException {
        if (length > mostBytes) {
            throw new BodywornProblem.TooLarge(mostBytes).refused();
        }
        byte[] content;
        try {
            content = body.readNBytes(mostBytes + 1);
        } catch (IOException e) {
            throw new BodywornProblem.BodyCut(0).refused();
        }
        if (content.length > mostBytes) {
            throw new BodywornProblem.TooLarge(mostBytes).refused();
        }
        return content;
    }

    private void refuseExisting(Container container, Place place, HttpServletRequest request) {
        if ("*".equals(request.getHeader("If-None-Match"))
                && shelf.current(container.id(), place.object().orElseThrow()).isPresent()) {
            throw new BodywornProblem.Exists(place.inWords()).refused();
        }
    }

    private static void refuseOurs(Place place) {
        if (place.container().equals(Optional.of("System"))
                && place.object().filter(Offer::isOurs).isPresent()) {
            throw new BodywornProblem.NotOffered("to change what it says of itself").refused();
        }
    }

    /** The registers may be read; footage may not, whoever sent it. */
    private byte[] content(Door door, Place place, HttpServletResponse response) {
        boolean system = place.container().equals(Optional.of("System"));
        Optional<byte[]> ours = system ? offer.named(place.object().orElseThrow(), door) : Optional.empty();
        if (ours.isPresent()) {
            response.setContentType("application/json");
            response.setHeader("Etag", Md5.of(ours.get()));
            response.setHeader("Accept-Ranges", "bytes");
            return ours.get();
        }
        Container container = container(door, place);
        Thing thing = thing(container, place);
        if (!container.kind().isRegister()) {
            throw new BodywornProblem.NotOffered("to read back what was stored; HEAD says whether it is here")
                    .refused();
        }
        describe(thing, response);
        byte[] content = thing.content();
        return content == null ? new byte[0] : content;
    }

    private void look(Door door, Place place, HttpServletResponse response) {
        boolean system = place.container().equals(Optional.of("System"));
        Optional<byte[]> ours = system ? offer.named(place.object().orElseThrow(), door) : Optional.empty();
        if (ours.isPresent()) {
            response.setContentType("application/json");
            response.setHeader("Etag", Md5.of(ours.get()));
            response.setContentLengthLong(ours.get().length);
            return;
        }
        Thing thing = thing(container(door, place), place);
        describe(thing, response);
        response.setContentLengthLong(thing.lengthBytes());
    }

    private static void describe(Thing thing, HttpServletResponse response) {
        thing.meta().sent().forEach((key, value) -> response.setHeader(Meta.header("X-Object-Meta-", key), value));
        response.setHeader("Etag", thing.etag());
        response.setHeader("Last-Modified", date(thing.madeAt()));
        response.setHeader("X-Timestamp", timestamp(thing.madeAt()));
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Content-Type", thing.contentType());
        if (thing.etag().startsWith("\"")) {
            response.setHeader("X-Static-Large-Object", "True");
        }
    }

    private byte[] listing(Door door, Place place, HttpServletRequest request, HttpServletResponse response) {
        ListingForm form = ListingForm.of(request);
        Listings.Asked asked = ListingForm.asked(request);
        head(door, place, response);
        boolean ofContainers = place.container().isEmpty();
        List<Listings.Entry> entries = ofContainers
                ? listings.containers(door.id(), asked)
                : listings.objects(container(door, place).id(), asked);
        if (entries.isEmpty() && form == ListingForm.PLAIN) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return new byte[0];
        }
        response.setContentType(form.type());
        return form.write(entries, place.container().orElseGet(door::account), ofContainers, json);
    }

    private void head(Door door, Place place, HttpServletResponse response) {
        response.setHeader("Accept-Ranges", "bytes");
        if (place.container().isEmpty()) {
            Listings.Sums sums = listings.ofAccount(door.id());
            response.setHeader("X-Account-Container-Count", Long.toString(sums.count()));
            response.setHeader("X-Account-Object-Count", Long.toString(sums.objects()));
            response.setHeader("X-Account-Bytes-Used", Long.toString(sums.bytes()));
            response.setHeader("X-Timestamp", timestamp(door.madeAt()));
            return;
        }
        Container container = container(door, place);
        Listings.Sums sums = listings.ofContainer(container.id());
        response.setHeader("X-Container-Object-Count", Long.toString(sums.objects()));
        response.setHeader("X-Container-Bytes-Used", Long.toString(sums.bytes()));
        response.setHeader("X-Timestamp", timestamp(container.madeAt()));
        response.setHeader("Last-Modified", date(container.changedAt()));
        container
                .meta()
                .sent()
                .forEach((key, value) -> response.setHeader(Meta.header("X-Container-Meta-", key), value));
    }

    private Container container(Door door, Place place) {
        String name = place.container().orElseThrow();
        return shelf.find(door.id(), name).orElseThrow(() -> new BodywornProblem.NoSuchContainer(name).refused());
    }

    private Thing thing(Container container, Place place) {
        return shelf.current(container.id(), place.object().orElseThrow())
                .orElseThrow(() -> new BodywornProblem.NoSuchObject(place.inWords()).refused());
    }

    private static String firstOf(HttpServletRequest request, String... names) {
        for (String name : names) {
            String value = request.getHeader(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static String date(Instant at) {
        return HTTP_DATE.format(at.atOffset(ZoneOffset.UTC));
    }

    private static String timestamp(Instant at) {
        return String.format(Locale.ROOT, "%d.%05d", at.getEpochSecond(), at.getNano() / 10_000);
    }
}
