package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** The page behind the set-up link: a form without a script, because nothing else is set up yet. */
@RestController
@RequestMapping("/api/setup")
@Hidden
class SetUpController {
    private final Gate gate;
    private final SetUpLinks links;
    private final People people;
    private final Passwords passwords;
    private final Clock clock;

    SetUpController(Gate gate, SetUpLinks links, People people, Passwords passwords, Clock clock) {
        this.gate = gate;
        this.links = links;
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Does(Action.HOUSE_SET_UP)
    @GetMapping("/{link}")
    ResponseEntity<String> showSetUp(Caller caller, @PathVariable String link) {
        links.require(link);
        return gate.view(Passage.of(caller, Action.HOUSE_SET_UP), _ -> page(form("", "", "")));
    }

    @Does(Action.HOUSE_SET_UP)
    @PostMapping(path = "/{link}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> setUp(
            Caller caller,
            @PathVariable String link,
            @RequestParam(required = false) @Nullable String login,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String password) {
        links.require(link);
        Person person;
        String encoded;
        try {
            person = new Person(
                    PersonId.random(),
                    Fitness.login(login),
                    Fitness.name("name", name),
                    Optional.empty(),
                    List.of(Duties.beginning(
                            Caller.Role.ADMINISTRATOR.name(), Optional.empty(), clock.instant(), Optional.empty())));
            encoded = passwords.encode(Fitness.password(password));
        } catch (Refused refused) {
            String typedLogin = login == null ? "" : login;
            String typedName = name == null ? "" : name;
            return gate.view(
                    Passage.of(caller, Action.HOUSE_SET_UP),
                    _ -> page(form(refused.problem().message(), typedLogin, typedName)));
        }
        return gate.change(Passage.of(caller, Action.HOUSE_SET_UP), outcome -> {
            links.use(link);
            people.add(person, encoded);
            outcome.about(Subject.person(person.id().value()));
            return page("<p>The administrator is made. <a href=\"/\">Sign in</a></p>");
        });
    }

    private static String form(String complaint, String login, String name) {
        return (complaint.isEmpty()
                        ? ""
                        : "<p role=\"alert\"><strong>" + HtmlUtils.htmlEscape(complaint) + "</strong></p>")
                + "<p>This house has nobody yet. Make its first administrator; the link works once.</p>"
                + "<form method=\"post\">"
                + field("login", "Login", "text", "username", login)
                + field("name", "Name", "text", "name", name)
                + field("password", "Password, at least 10 characters", "password", "new-password", "")
                + "<p><button type=\"submit\">Make administrator</button></p></form>";
    }

    private static String field(String name, String label, String type, String autocomplete, String value) {
        return "<p><label>" + label + "<br><input required name=\"" + name + "\" type=\"" + type + "\" autocomplete=\""
                + autocomplete + "\" value=\"" + HtmlUtils.htmlEscape(value) + "\"></label></p>";
    }

    private static ResponseEntity<String> page(String body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .body("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Vidimus: set up</title>"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>"
                        + "<body><main><h1>Vidimus</h1>" + body + "</main></body></html>");
    }
}
