package org.vidimus.server.access;

import java.util.List;

/** The columns of a table of people. */
enum PersonColumn implements CsvTable.Column {
    LOGIN("Login", "Benutzername", "User name", "Anmeldename"),
    NAME("Name", "Name", "Display name", "Anzeigename"),
    STAFF_NUMBER("Staff number", "Personalnummer", "Employee number", "Dienstnummer"),
    RANK("Rank", "Dienstgrad", "Function", "Funktion", "Title", "Amtsbezeichnung"),
    EMAIL("Email", "E-Mail", "Mail", "E-Mail-Adresse", "Email address"),
    UNIT("Unit", "Einheit", "Department", "Dienststelle"),
    ROLES("Roles", "Rollen", "Role", "Rolle"),
    LINE_MANAGER("Line manager", "Führungskraft", "Manager", "Vorgesetzte", "Vorgesetzter"),
    APPRAISERS("Appraisers", "Beurteilende", "Appraiser", "Beurteiler", "Beurteilerin"),
    ACTIVE("Active", "Aktiv");

    private final List<String> headings;

    PersonColumn(String... headings) {
        this.headings = List.of(headings);
    }

    @Override
    public List<String> headings() {
        return headings;
    }

    /** In the API's words. */
    String field() {
        return switch (this) {
            case LOGIN -> "login";
            case NAME -> "name";
            case STAFF_NUMBER -> "staffNumber";
            case RANK -> "rank";
            case EMAIL -> "email";
            case UNIT -> "unit";
            case ROLES -> "roles";
            case LINE_MANAGER -> "lineManager";
            case APPRAISERS -> "appraisers";
            case ACTIVE -> "active";
        };
    }
}
