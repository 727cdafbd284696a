package org.vidimus.server.custody;

/**
 * Everything that anyone can do, from any door. The ledger's vocabulary: a name is never reused for something else.
 * Each endpoint declares its action with {@link Does}; one without does not start.
 */
public enum Action {
    HOUSE_SET_UP("house.set-up", Recorded.ALWAYS),
    UNIT_CREATE("unit.create", Recorded.ALWAYS),
    SESSION_START("session.start", Recorded.ALWAYS),
    SESSION_END("session.end", Recorded.ALWAYS),
    SESSION_SHOW("session.show", Recorded.NEVER),
    TOKEN_CREATE("token.create", Recorded.ALWAYS),
    TOKEN_CREATE_DOCK("token.create-dock", Recorded.ALWAYS),
    TOKEN_REVOKE("token.revoke", Recorded.ALWAYS),
    TOKEN_LIST("token.list", Recorded.REFUSALS),
    TOKEN_CREATE_SERVICE("token.create-service", Recorded.ALWAYS),
    SERVICE_CREATE("service.create", Recorded.ALWAYS),
    SERVICE_LIST("service.list", Recorded.REFUSALS),
    OPENID_OFFER("openid.offer", Recorded.NEVER),
    OPENID_SHOW("openid.show", Recorded.REFUSALS),
    OPENID_CHANGE("openid.change", Recorded.ALWAYS),
    OPENID_LINK("openid.link", Recorded.ALWAYS),
    DOCK_CERTIFY("dock.certify", Recorded.ALWAYS),
    DOCK_CERTIFICATES("dock.certificates", Recorded.REFUSALS),
    DOCK_CERTIFICATE_REVOKE("dock.certificate-revoke", Recorded.ALWAYS),
    PERSON_LIST("person.list", Recorded.REFUSALS),
    PERSON_CREATE("person.create", Recorded.ALWAYS),
    PERSON_CHANGE("person.change", Recorded.ALWAYS),
    UNIT_CHANGE("unit.change", Recorded.ALWAYS),
    ROLE_LIST("role.list", Recorded.REFUSALS),
    ROLE_CHANGE("role.change", Recorded.ALWAYS),
    DUTY_CHANGE("duty.change", Recorded.ALWAYS),
    POLICY_EXPLAIN("policy.explain", Recorded.ALWAYS),
    PROFILE_LIST("profile.list", Recorded.REFUSALS),
    PROFILE_ADD("profile.add", Recorded.ALWAYS),
    PROFILE_ADOPT("profile.adopt", Recorded.ALWAYS),
    APPROVAL_ASK("approval.ask", Recorded.ALWAYS),
    APPROVAL_LIST("approval.list", Recorded.REFUSALS),
    APPROVAL_DECIDE("approval.decide", Recorded.ALWAYS),
    APPROVAL_WITHDRAW("approval.withdraw", Recorded.ALWAYS),
    GLASS_BREAK("glass.break", Recorded.ALWAYS),
    GLASS_END("glass.end", Recorded.ALWAYS),
    GLASS_LIST("glass.list", Recorded.REFUSALS),
    GLASS_REVIEW("glass.review", Recorded.ALWAYS),
    PERSON_IMPORT("person.import", Recorded.ALWAYS),
    PERSON_EXPORT("person.export", Recorded.ALWAYS),
    PERSON_SIGHT("person.sight", Recorded.ALWAYS),
    DIRECTORY_MAP("directory.map", Recorded.ALWAYS),
    SCIM_READ("scim.read", Recorded.ONCE_A_WHILE),
    SCIM_CHANGE("scim.change", Recorded.ALWAYS),
    SESSION_CONFIRM("session.confirm", Recorded.ALWAYS),
    SESSION_LIST("session.list", Recorded.REFUSALS),
    SESSION_END_OTHER("session.end-other", Recorded.ALWAYS),
    SIGN_IN_OFFER("sign-in.offer", Recorded.NEVER),
    SIGN_IN_SHOW("sign-in.show", Recorded.NEVER),
    SIGN_IN_CHANGE("sign-in.change", Recorded.ALWAYS),
    PERSON_SESSIONS("person.sessions", Recorded.REFUSALS),
    PERSON_INVITE("person.invite", Recorded.ALWAYS),
    PERSON_RECOVER("person.recover", Recorded.ALWAYS),
    PERSON_SET_UP("person.set-up", Recorded.ALWAYS),
    PERSON_LOCK("person.lock", Recorded.ALWAYS),
    PERSON_RELEASE("person.release", Recorded.ALWAYS),

    LEDGER_CHECKPOINT("ledger.checkpoint", Recorded.NEVER),
    LEDGER_TILE("ledger.tile", Recorded.NEVER),
    LEDGER_LEAVES("ledger.leaves", Recorded.REFUSALS),
    LEDGER_PROVE("ledger.prove", Recorded.REFUSALS),
    LEDGER_READ("ledger.read", Recorded.ALWAYS),
    LEDGER_EXPORT("ledger.export", Recorded.ALWAYS),
    LEDGER_EXPIRE("ledger.expire", Recorded.ALWAYS),

    OPENING_LIST("opening.list", Recorded.REFUSALS),
    OPENING_DELAYS("opening.delays", Recorded.REFUSALS),
    OPENING_DELAY("opening.delay", Recorded.ALWAYS),
    OPENING_REVIEW("opening.review", Recorded.ALWAYS),
    COUNTS_SHOW("counts.show", Recorded.ALWAYS),

    UPLOAD_CREATE("upload.create", Recorded.ALWAYS),
    UPLOAD_APPEND("upload.append", Recorded.REFUSALS),
    UPLOAD_SEAL("upload.seal", Recorded.ALWAYS),
    UPLOAD_SHOW("upload.show", Recorded.REFUSALS),
    UPLOAD_TERMINATE("upload.terminate", Recorded.ALWAYS),
    UPLOAD_EXPIRE("upload.expire", Recorded.ALWAYS),
    UPLOAD_SECURE("upload.secure", Recorded.ALWAYS),
    QUARANTINE_LIST("quarantine.list", Recorded.REFUSALS),
    QUARANTINE_ADMIT("quarantine.admit", Recorded.ALWAYS),
    CAMERA_ERASE("camera.erase", Recorded.ALWAYS),
    CAMERA_REPORT("camera.report", Recorded.ALWAYS),
    CAMERA_LIST("camera.list", Recorded.REFUSALS),
    CAMERA_REGISTER("camera.register", Recorded.ALWAYS),
    CAMERA_CHANGE("camera.change", Recorded.ALWAYS),
    CAMERA_IMPORT("camera.import", Recorded.ALWAYS),
    CAMERA_HAND_OUT("camera.hand-out", Recorded.ALWAYS),
    CAMERA_HAND_OUT_EXCEPTION("camera.hand-out-exception", Recorded.ALWAYS),
    CAMERA_TAKE_BACK("camera.take-back", Recorded.ALWAYS),
    CAMERA_RETURN("camera.return", Recorded.ALWAYS),
    KIOSK_LIST("kiosk.list", Recorded.REFUSALS),
    KIOSK_PAIR("kiosk.pair", Recorded.ALWAYS),
    KIOSK_REVOKE("kiosk.revoke", Recorded.ALWAYS),
    KIOSK_JOIN("kiosk.join", Recorded.ALWAYS),
    KIOSK_SHOW("kiosk.show", Recorded.REFUSALS),
    KIOSK_IDENTIFY("kiosk.identify", Recorded.ALWAYS),
    KIOSK_TAKE("kiosk.take", Recorded.ALWAYS),
    PERSON_BADGE("person.badge", Recorded.ALWAYS),
    PIN_SHOW("pin.show", Recorded.NEVER),
    PIN_CHANGE("pin.change", Recorded.ALWAYS),
    CAMERA_ENDURANCE("camera.endurance", Recorded.REFUSALS),
    BATTERY_LIST("battery.list", Recorded.REFUSALS),

    INTEGRATION_OPEN("integration.open", Recorded.ALWAYS),
    INTEGRATION_READ("integration.read", Recorded.REFUSALS),
    INTEGRATION_RECEIVE("integration.receive", Recorded.REFUSALS),
    INTEGRATION_STORE("integration.store", Recorded.ALWAYS),
    INTEGRATION_LIST("integration.list", Recorded.REFUSALS),
    INTEGRATION_CHANGE("integration.change", Recorded.ALWAYS),
    FAULT_REPORT("fault.report", Recorded.ALWAYS),
    FAULT_LIST("fault.list", Recorded.REFUSALS),
    TICKET_LIST("ticket.list", Recorded.REFUSALS),
    TICKET_CHANGE("ticket.change", Recorded.ALWAYS),
    FLEET_FIGURES("fleet.figures", Recorded.REFUSALS),
    ALERT_LIST("alert.list", Recorded.REFUSALS),
    ALERT_TAKE("alert.take", Recorded.ALWAYS),
    ALERT_RULE("alert.rule", Recorded.ALWAYS),
    ALERT_WATCH("alert.watch", Recorded.REFUSALS),
    ALERT_SEND("alert.send", Recorded.ALWAYS),
    NOTICE_LIST("notice.list", Recorded.REFUSALS),
    NOTICE_CHANGE("notice.change", Recorded.ALWAYS),
    DOCK_LIST("dock.list", Recorded.REFUSALS),
    DOCK_CHANGE("dock.change", Recorded.ALWAYS),
    DOCK_SLOTS("dock.slots", Recorded.REFUSALS),
    CAMERA_TELEMETRY("camera.telemetry", Recorded.ONCE_A_WHILE),
    CAMERA_SETTINGS_LIST("camera-settings.list", Recorded.REFUSALS),
    CAMERA_SETTINGS_CHANGE("camera-settings.change", Recorded.ALWAYS),

    EVIDENCE_LIST("evidence.list", Recorded.REFUSALS),
    EVIDENCE_SHOW("evidence.show", Recorded.ONCE_A_WHILE),
    EVIDENCE_OPEN("evidence.open", Recorded.ALWAYS),
    EVIDENCE_COMPLAIN("evidence.complain", Recorded.ALWAYS),
    EVIDENCE_PREVIEW("evidence.preview", Recorded.REFUSALS),
    EVIDENCE_VIEW("evidence.view", Recorded.ONCE_A_WHILE),
    EVIDENCE_DOWNLOAD("evidence.download", Recorded.ALWAYS),
    EVIDENCE_CLASSIFY("evidence.classify", Recorded.ALWAYS),
    EVIDENCE_VIEWERS("evidence.viewers", Recorded.REFUSALS),
    EVIDENCE_ENTRUST("evidence.entrust", Recorded.ALWAYS),
    EVIDENCE_ASSIGN("evidence.assign", Recorded.ALWAYS),
    EVIDENCE_HISTORY("evidence.history", Recorded.ONCE_A_WHILE),
    EVIDENCE_EXAMINE("evidence.examine", Recorded.ALWAYS),
    EVIDENCE_RENDER("evidence.render", Recorded.ALWAYS),
    SALVAGE_LIST("salvage.list", Recorded.REFUSALS),
    SALVAGE_SHOW("salvage.show", Recorded.REFUSALS),
    SALVAGE_RUN("salvage.run", Recorded.ALWAYS),
    SALVAGE_CLOSE("salvage.close", Recorded.ALWAYS),
    SALVAGE_KEEP("salvage.keep", Recorded.ALWAYS),

    BUNDLE_EXPORT("bundle.export", Recorded.ALWAYS),
    BUNDLE_DOWNLOAD("bundle.download", Recorded.ALWAYS),
    BUNDLE_BREAK_OFF("bundle.break-off", Recorded.ALWAYS),

    VAULT_SCRUB("vault.scrub", Recorded.ALWAYS),
    VAULT_REPORT("vault.report", Recorded.REFUSALS),
    EVENTS_FOLLOW("events.follow", Recorded.REFUSALS),
    CATEGORY_LIST("category.list", Recorded.REFUSALS),
    CATEGORY_CHANGE("category.change", Recorded.ALWAYS),
    API_DESCRIBE("api.describe", Recorded.NEVER),
    HEALTH_SHOW("health.show", Recorded.NEVER),
    DESK_OPEN("desk.open", Recorded.NEVER),
    ERROR_SHOW("error.show", Recorded.NEVER);

    /** When a passage of the gate leaves entries in the ledger. */
    public enum Recorded {
        /** Attempt and outcome, every time. */
        ALWAYS,
        /**
         * Attempt and outcome before the first byte, then not again for the same caller, session and subject within the
         * window: a player asks for hundreds of ranges of one viewing.
         */
        ONCE_A_WHILE,
        /** A step of something already recorded, or a list without content: only a refusal leaves an entry. */
        REFUSALS,
        /** Public by design, or about the caller alone: decided, never recorded. */
        NEVER
    }

    /** How long what an entry says may be kept. Its leaf stays for ever, and with it every proof. */
    public enum Life {
        /** What was done to evidence or to the house: as long as the ledger. */
        WITH_EVIDENCE,
        /** Who looked at what: personal data of whoever looked, until the day that the profile says. */
        PERSONAL
    }

    private final String code;
    private final Recorded recorded;

    Action(String code, Recorded recorded) {
        this.code = code;
        this.recorded = recorded;
    }

    /** The name in the ledger. */
    public String code() {
        return code;
    }

    public Recorded recorded() {
        return recorded;
    }

    /** A refusal to look is a look. Whatever nobody thought of lives with the evidence: too long can be mended. */
    public Life life() {
        return switch (this) {
            case SESSION_START,
                    SESSION_END,
                    POLICY_EXPLAIN,
                    PERSON_SIGHT,
                    LEDGER_READ,
                    EVIDENCE_SHOW,
                    EVIDENCE_OPEN,
                    EVIDENCE_VIEW,
                    EVIDENCE_HISTORY,
                    CAMERA_TELEMETRY,
                    COUNTS_SHOW -> Life.PERSONAL;
            case UPLOAD_APPEND, INTEGRATION_RECEIVE -> Life.WITH_EVIDENCE;
            default -> recorded == Recorded.REFUSALS ? Life.PERSONAL : Life.WITH_EVIDENCE;
        };
    }

    /** The action of that name in the ledger; empty for one that this version does not know. */
    public static java.util.Optional<Action> of(String code) {
        return java.util.Optional.ofNullable(BY_CODE.get(code));
    }

    private static final java.util.Map<String, Action> BY_CODE = java.util.Arrays.stream(values())
            .collect(java.util.stream.Collectors.toUnmodifiableMap(Action::code, action -> action));
}
