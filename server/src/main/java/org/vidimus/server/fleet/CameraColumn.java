package org.vidimus.server.fleet;

import java.util.List;
import org.vidimus.server.access.CsvTable;

/** The columns of a table of cameras. */
enum CameraColumn implements CsvTable.Column {
    SERIAL("Serial number", "Seriennummer", "Serial", "Serien-Nr."),
    ASSET("Asset number", "Inventarnummer", "Asset", "Inventar-Nr.", "Inventory number"),
    MAKER("Maker", "Hersteller", "Manufacturer"),
    MODEL("Model", "Modell", "Type", "Typ"),
    UNIT("Unit", "Einheit", "Department", "Dienststelle"),
    WEARER("Allocated to", "Zugeteilt an", "Wearer", "Träger", "Trägerin"),
    STANDING("Standing", "Zustand", "State", "Status"),
    BOUGHT("Bought on", "Gekauft am", "Purchase date", "Kaufdatum", "Beschafft am"),
    WARRANTY("Warranty until", "Garantie bis", "Warranty", "Gewährleistung bis"),
    NOTE("Note", "Bemerkung", "Remark", "Notiz");

    private final List<String> headings;

    CameraColumn(String... headings) {
        this.headings = List.of(headings);
    }

    @Override
    public List<String> headings() {
        return headings;
    }

    /** In the API's words. */
    String field() {
        return switch (this) {
            case SERIAL -> "serial";
            case ASSET -> "asset";
            case MAKER -> "maker";
            case MODEL -> "model";
            case UNIT -> "unit";
            case WEARER -> "wearer";
            case STANDING -> "standing";
            case BOUGHT -> "boughtOn";
            case WARRANTY -> "warrantyUntil";
            case NOTE -> "note";
        };
    }
}
