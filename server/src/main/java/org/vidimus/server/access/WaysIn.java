package org.vidimus.server.access;

import org.springframework.stereotype.Component;

/** All by which somebody gets in without anybody's help. */
@Component
class WaysIn {
    private final People people;
    private final Passkeys passkeys;
    private final AuthenticatorApps apps;
    private final OpenIdLinks providers;

    WaysIn(People people, Passkeys passkeys, AuthenticatorApps apps, OpenIdLinks providers) {
        this.people = people;
        this.passkeys = passkeys;
        this.apps = apps;
        this.providers = providers;
    }

    /** Joins the transaction. */
    void close(PersonId id) {
        passkeys.removeAll(id);
        apps.remove(id);
        people.setPassword(id, null);
        providers.unlinkAll(id);
    }
}
