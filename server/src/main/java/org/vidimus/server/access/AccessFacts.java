package org.vidimus.server.access;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vidimus.server.custody.Subject;

/** What the policy must know of people and tokens. */
@Configuration(proxyBeanMethods = false)
class AccessFacts {
    static Facts of(Person person) {
        return new Facts(Optional.of(person.id()), person.unit().map(Unit::id), Optional.empty());
    }

    @Bean
    Facts.Source personFacts(People people) {
        return new Facts.Source() {
            @Override
            public Subject.Kind kind() {
                return Subject.Kind.PERSON;
            }

            @Override
            public Optional<Facts> of(UUID id) {
                return people.findEver(new PersonId(id)).map(AccessFacts::of);
            }
        };
    }

    @Bean
    Facts.Source approvalFacts(Approvals approvals) {
        return new Facts.Source() {
            @Override
            public Subject.Kind kind() {
                return Subject.Kind.APPROVAL;
            }

            @Override
            public Optional<Facts> of(UUID id) {
                return approvals
                        .find(id)
                        .map(approval -> new Facts(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(approval.askedBy().value())));
            }
        };
    }

    @Bean
    Facts.Source tokenFacts(Tokens tokens) {
        return new Facts.Source() {
            @Override
            public Subject.Kind kind() {
                return Subject.Kind.TOKEN;
            }

            @Override
            public Optional<Facts> of(UUID id) {
                return tokens.find(new TokenId(id))
                        .map(token -> new Facts(
                                Optional.empty(), token.unit(), token.owner().map(PersonId::value)));
            }
        };
    }
}
