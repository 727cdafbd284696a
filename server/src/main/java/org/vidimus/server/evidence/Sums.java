package org.vidimus.server.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.evidence.Evidences.Basics;

/** Brings what lists show and search finds up to date with the originals. Joins the transaction and locks the row. */
@Component
class Sums {
    private final Evidences evidences;
    private final Originals originals;
    private final Categories categories;
    private final Names names;

    Sums(Evidences evidences, Originals originals, Categories categories, Names names) {
        this.evidences = evidences;
        this.originals = originals;
        this.categories = categories;
        this.names = names;
    }

    void refresh(EvidenceId id) {
        Basics basics = evidences.lock(id);
        List<Original> files = originals.of(id);
        evidences.sumUp(id, Summary.of(files));
        evidences.foundBy(id, SearchWords.stored(texts(basics, files)));
    }

    private List<String> texts(Basics basics, List<Original> files) {
        List<String> texts = new ArrayList<>();
        texts.add(basics.title());
        basics.place().ifPresent(texts::add);
        basics.camera().ifPresent(texts::add);
        basics.recording().ifPresent(texts::add);
        basics.wearer().flatMap(this::name).ifPresent(texts::add);
        basics.category().ifPresent(category -> categories.all().stream()
                .filter(known -> known.id().equals(category))
                .forEach(known -> texts.addAll(List.of(known.nameEn(), known.nameDe()))));
        files.forEach(file -> texts.add(file.name()));
        return texts;
    }

    private Optional<String> name(PersonId person) {
        return Optional.ofNullable(names.people(Set.of(person)).get(person));
    }
}
