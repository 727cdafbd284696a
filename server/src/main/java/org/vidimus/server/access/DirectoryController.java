package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.DirectoryRules.Entrusted;
import org.vidimus.server.access.DirectoryRules.Rule;
import org.vidimus.server.access.openid.Provider;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import tools.jackson.databind.JsonNode;

/** The mapping from the directory's claims to duties, with a look at what it would do before it does it; and who is who there. */
@RestController
@Tag(name = "access")
class DirectoryController {
    private static final int RULES_MOST = 2_000;

    private final Gate gate;
    private final DirectoryRules rules;
    private final DirectoryDuties directory;
    private final OpenIdLinks links;
    private final Provider provider;
    private final Household household;
    private final Services services;
    private final Roles roles;

    DirectoryController(
            Gate gate,
            DirectoryRules rules,
            DirectoryDuties directory,
            OpenIdLinks links,
            Provider provider,
            Household household,
            Services services,
            Roles roles) {
        this.gate = gate;
        this.rules = rules;
        this.directory = directory;
        this.links = links;
        this.provider = provider;
        this.household = household;
        this.services = services;
        this.roles = roles;
    }

    /** @param value of the claim; {@code unit} is where the role counts, if not simply in the person's own unit */
    record RuleItem(
            @Nullable String value,
            @Nullable String role,
            @Nullable UUID unit) {
        static RuleItem of(Rule rule) {
            return new RuleItem(
                    rule.value(),
                    rule.role(),
                    rule.unit().map(unit -> unit.id().value()).orElse(null));
        }
    }

    /** @param claim whose values the rules look at */
    record RuleItems(String claim, List<RuleItem> rules) {}

    record RulesWish(@Nullable List<RuleItem> rules) {}

    /** @param claims as the provider would send them, to see what they bring */
    record PreviewWish(
            @Nullable List<RuleItem> rules, @Nullable JsonNode claims) {}

    record Changed(UUID person, String name, String role, Optional<UnitItem> unit) {}

    record Brought(String value, String role, Optional<UnitItem> unit) {}

    /**
     * @param gains of the people known, by what the directory said of them when they last came
     * @param brought by the claims that were given
     */
    record Preview(List<Changed> gains, List<Changed> loses, List<Brought> brought) {}

    record LinkItem(UUID person, String name, String subject, List<String> values) {}

    record LinkItems(List<LinkItem> items) {}

    record LinkWish(@Nullable String subject) {}

    @Does(Action.OPENID_SHOW)
    @GetMapping("/api/openid/rules")
    RuleItems listOpenIdRules(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.OPENID_SHOW),
                _ -> new RuleItems(
                        provider.settings().rolesClaim(),
                        rules.all().stream().map(RuleItem::of).toList()));
    }

    /** They count from everybody's next sign-in on. */
    @Does(Action.OPENID_CHANGE)
    @PutMapping("/api/openid/rules")
    RuleItems changeOpenIdRules(Caller caller, @RequestBody RulesWish wish) {
        List<Rule> wanted = rules(wish.rules());
        return gate.change(Passage.of(caller, Action.OPENID_CHANGE), outcome -> {
            outcome.note("rules-before", Integer.toString(rules.all().size()));
            rules.replace(wanted);
            outcome.note("rules", Integer.toString(wanted.size()));
            return new RuleItems(
                    provider.settings().rolesClaim(),
                    rules.all().stream().map(RuleItem::of).toList());
        });
    }

    @Does(Action.OPENID_SHOW)
    @PostMapping("/api/openid/rules/preview")
    Preview previewOpenIdRules(Caller caller, @RequestBody PreviewWish wish) {
        List<Rule> wanted = wish.rules() == null ? rules.all() : rules(wish.rules());
        return gate.view(Passage.of(caller, Action.OPENID_SHOW), _ -> {
            List<Changed> gains = new ArrayList<>();
            List<Changed> loses = new ArrayList<>();
            List<OpenIdLinks.Link> known = provider.name().isEmpty() ? List.of() : links.all(provider.issuer());
            for (OpenIdLinks.Link link : known) {
                List<Entrusted> then = DirectoryRules.bring(wanted, link.values()).stream()
                        .map(Rule::entrusted)
                        .toList();
                List<Entrusted> now = directory.inForce(link.person()).stream()
                        .map(Entrusted::of)
                        .toList();
                then.stream()
                        .filter(each -> isMissing(now, each))
                        .distinct()
                        .forEach(each -> gains.add(changed(link, each)));
                now.stream()
                        .filter(each -> isMissing(then, each))
                        .distinct()
                        .forEach(each -> loses.add(changed(link, each)));
            }
            return new Preview(gains, loses, brought(wanted, wish.claims()));
        });
    }

    private static boolean isMissing(List<Entrusted> from, Entrusted sought) {
        return from.stream().noneMatch(sought::isSameAs);
    }

    private static Changed changed(OpenIdLinks.Link link, Entrusted what) {
        return new Changed(
                link.person().value(), link.name(), what.role(), what.unit().map(UnitItem::of));
    }

    private List<Brought> brought(List<Rule> wanted, @Nullable JsonNode claims) {
        if (claims == null) {
            return List.of();
        }
        JsonNode claim = claims.path(provider.settings().rolesClaim());
        List<String> values = new ArrayList<>();
        if (claim.isString()) {
            values.add(claim.asString());
        }
        claim.forEach(value -> {
            if (value.isString()) {
                values.add(value.asString());
            }
        });
        return DirectoryRules.bring(wanted, values).stream()
                .map(rule -> new Brought(rule.value(), rule.role(), rule.unit().map(UnitItem::of)))
                .toList();
    }

    private List<Rule> rules(@Nullable List<RuleItem> items) {
        if (items == null || items.size() > RULES_MOST) {
            throw new AccessProblem.Unfit("rules", "want at most " + RULES_MOST + " of them").refused();
        }
        return items.stream()
                .map(item -> new Rule(
                        Fitness.name("value", item.value()),
                        Fitness.personal(roles, item.role()),
                        household.unit(item.unit())))
                .toList();
    }

    @Does(Action.OPENID_SHOW)
    @GetMapping("/api/openid/links")
    LinkItems listOpenIdLinks(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.OPENID_SHOW),
                _ -> new LinkItems(links.all(provider.issuer()).stream()
                        .map(link -> new LinkItem(link.person().value(), link.name(), link.subject(), link.values()))
                        .toList()));
    }

    @Does(Action.OPENID_LINK)
    @PutMapping("/api/openid/links/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void linkOpenId(Caller caller, @PathVariable UUID person, @RequestBody LinkWish wish) {
        String subject = Fitness.name("subject", wish.subject());
        gate.change(Passage.of(caller, Action.OPENID_LINK, Subject.person(person)), outcome -> {
            if (services.isOne(new PersonId(person))) {
                throw new AccessProblem.Unfit("person", "a service signs in by no door").refused();
            }
            links.link(provider.issuer(), subject, new PersonId(person));
            return outcome;
        });
    }

    @Does(Action.OPENID_LINK)
    @DeleteMapping("/api/openid/links/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlinkOpenId(Caller caller, @PathVariable UUID person) {
        gate.change(Passage.of(caller, Action.OPENID_LINK, Subject.person(person)), outcome -> {
            links.unlink(provider.issuer(), new PersonId(person));
            return outcome;
        });
    }
}
