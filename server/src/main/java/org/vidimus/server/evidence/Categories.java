package org.vidimus.server.evidence;

import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vidimus.server.access.Level;

/** What evidence can be filed under. Data: an agency's own list replaces the one that comes with the house. */
@Repository
class Categories {
    private final JdbcClient sql;

    Categories(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param id short and stable, such as {@code use-of-force}
     * @param level how closely evidence is held at least from when it is filed under it
     */
    record Category(
            String id,
            String nameEn,
            String nameDe,
            @Nullable Level level) {
        String name(Locale locale) {
            return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? nameDe : nameEn;
        }
    }

    List<Category> all() {
        return sql.sql("select id, name_en, name_de, level from category order by sequence, id")
                .query(Category.class)
                .list();
    }

    /** What is filed under it already stays as it is. @return whether there is such a category */
    boolean hold(String id, @Nullable Level level) {
        return sql.sql("update category set level = :level where id = :id")
                        .param("level", level == null ? null : level.name(), Types.VARCHAR)
                        .param("id", id)
                        .update()
                == 1;
    }
}
