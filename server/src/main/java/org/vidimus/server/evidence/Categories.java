package org.vidimus.server.evidence;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What evidence can be filed under. Data: an agency's own list replaces the one that comes with the house. */
@Repository
class Categories {
    private final JdbcClient sql;

    Categories(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param id short and stable, such as {@code use-of-force} */
    record Category(String id, String nameEn, String nameDe) {
        String name(Locale locale) {
            return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? nameDe : nameEn;
        }
    }

    List<Category> all() {
        return sql.sql("select id, name_en, name_de from category order by sequence, id")
                .query(Category.class)
                .list();
    }
}
