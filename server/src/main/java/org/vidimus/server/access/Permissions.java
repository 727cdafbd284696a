package org.vidimus.server.access;

import java.util.List;
import java.util.Optional;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Subject;

/** What a caller may do, for answers' {@code may}: screens offer what is in it and never look at roles. Same rules as the gate. */
public interface Permissions {
    /** Codes of all actions that the caller may do to something, or to nothing in particular. */
    List<String> of(Caller caller);

    /** Codes of the actions that concern a thing of this kind and that the caller may do to this one. */
    List<String> of(Caller caller, Subject.Kind kind, Facts facts);

    default boolean allows(Caller caller, Action action, Facts facts) {
        return why(caller, action, facts).isPresent();
    }

    /** In words, which duty allows it; empty when none does. */
    Optional<String> why(Caller caller, Action action, Facts facts);

    /** What is known of a thing, from the feature that owns its kind; empty when there is no such thing. */
    Optional<Facts> factsOf(Subject subject);

    /** The actions that are done to one thing of the kind. */
    static List<Action> concerning(Subject.Kind kind) {
        return switch (kind) {
            case EVIDENCE ->
                List.of(
                        Action.EVIDENCE_SHOW,
                        Action.EVIDENCE_OPEN,
                        Action.EVIDENCE_COMPLAIN,
                        Action.EVIDENCE_PREVIEW,
                        Action.EVIDENCE_VIEW,
                        Action.EVIDENCE_DOWNLOAD,
                        Action.EVIDENCE_CLASSIFY,
                        Action.EVIDENCE_ENTRUST,
                        Action.EVIDENCE_ASSIGN,
                        Action.EVIDENCE_VIEWERS,
                        Action.EVIDENCE_HISTORY,
                        Action.EVIDENCE_EXAMINE,
                        Action.EVIDENCE_RENDER,
                        Action.BUNDLE_EXPORT);
            case UPLOAD ->
                List.of(Action.UPLOAD_APPEND, Action.UPLOAD_SEAL, Action.UPLOAD_SHOW, Action.UPLOAD_TERMINATE);
            case CAMERA ->
                List.of(
                        Action.CAMERA_LIST,
                        Action.CAMERA_REPORT,
                        Action.CAMERA_ERASE,
                        Action.CAMERA_CHANGE,
                        Action.CAMERA_HAND_OUT,
                        Action.CAMERA_HAND_OUT_EXCEPTION,
                        Action.CAMERA_TAKE_BACK,
                        Action.CAMERA_TELEMETRY);
            case PERSON ->
                List.of(
                        Action.PERSON_LIST,
                        Action.PERSON_CHANGE,
                        Action.DUTY_CHANGE,
                        Action.PERSON_SIGHT,
                        Action.PERSON_SESSIONS,
                        Action.SESSION_END_OTHER,
                        Action.PERSON_INVITE,
                        Action.PERSON_RECOVER,
                        Action.PERSON_RELEASE,
                        Action.PERSON_BADGE);
            case TOKEN -> List.of(Action.TOKEN_LIST, Action.TOKEN_REVOKE);
            case BUNDLE -> List.of(Action.BUNDLE_DOWNLOAD);
            case VAULT -> List.of(Action.VAULT_SCRUB, Action.VAULT_REPORT);
            case APPROVAL -> List.of(Action.APPROVAL_DECIDE, Action.APPROVAL_WITHDRAW);
            case DOCK -> List.of(Action.DOCK_LIST, Action.DOCK_CHANGE);
        };
    }
}
