package org.vidimus.server.notices;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.custody.Changed;
import org.vidimus.server.custody.Subject;

/**
 * Tells people when a way to sign in as them has changed, or when their sign-in was locked (ASVS 6.3.5, 6.3.7). It hears of it after the
 * change has committed: a house that falls at that very moment tells nobody, and the ledger and the account's page still say it.
 */
@Component
class SignInNotices {
    private final Notices notices;
    private final TransactionTemplate transactions;

    SignInNotices(Notices notices, TransactionTemplate transactions) {
        this.notices = notices;
        this.transactions = transactions;
    }

    @EventListener
    void on(Changed changed) {
        switch (changed.action()) {
            case SIGN_IN_CHANGE, PERSON_SET_UP, PERSON_RECOVER, OPENID_LINK -> tell(changed, WAY_CHANGED);
            case PERSON_LOCK -> tell(changed, LOCKED);
            default -> {}
        }
    }

    private void tell(Changed changed, Message message) {
        if (!notices.hasMail()) {
            return;
        }
        changed.subjects().stream()
                .filter(subject -> subject.kind() == Subject.Kind.PERSON)
                .distinct()
                .forEach(person -> transactions.executeWithoutResult(_ -> notices.post(person.id(), message)));
    }

    /** In both languages: which one somebody reads is not written down anywhere. No link, so that nobody gets used to following one. */
    private static final Message WAY_CHANGED =
            new Message("sign-in", "Vidimus: sign-in changed / Anmeldung geändert", """
            A way to sign in to your account was added, changed, removed or reset just now.
            If that was not you, tell whoever keeps your account at once.

            Ein Weg, sich mit Ihrem Konto anzumelden, wurde soeben hinzugefügt, geändert, entfernt oder zurückgesetzt.
            Waren Sie das nicht, sagen Sie es sofort Ihrer Administration.
            """, List.of());

    private static final Message LOCKED =
            new Message("sign-in", "Vidimus: sign-in locked / Anmeldung gesperrt", """
            Signing in to your account was locked after too many failed tries.
            If that was not you, somebody may have tried to guess your password. Whoever keeps your account can release it.

            Die Anmeldung mit Ihrem Konto wurde nach zu vielen Fehlversuchen gesperrt.
            Waren Sie das nicht, hat womöglich jemand Ihr Passwort erraten wollen. Ihre Administration kann das Konto freigeben.
            """, List.of());
}
