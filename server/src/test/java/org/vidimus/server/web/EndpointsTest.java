package org.vidimus.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

@ServerTest
@Import(EndpointsTest.Strays.class)
class EndpointsTest {
    @Autowired
    Endpoints endpoints;

    @Autowired
    TestPeople people;

    @TestConfiguration
    static class Strays {
        @RestController
        static class Stray {
            private final Gate gate;

            Stray(Gate gate) {
                this.gate = gate;
            }

            @Does(Action.HEALTH_SHOW)
            @GetMapping("/api/test/around")
            String answersAroundTheGate() {
                return "a secret";
            }

            @Does(Action.HEALTH_SHOW)
            @GetMapping("/api/test/undeclared")
            String passesForSomethingElse(Caller caller) {
                return gate.view(Passage.of(caller, Action.API_DESCRIBE), _ -> "a secret");
            }

            @Does(Action.HEALTH_SHOW)
            @GetMapping("/api/test/through")
            String passes(Caller caller) {
                return gate.view(Passage.of(caller, Action.HEALTH_SHOW), _ -> "fine");
            }
        }
    }

    static class Undeclared {
        @GetMapping("/api/test/nothing-declared")
        String answer() {
            return "a secret";
        }
    }

    @Test
    void eachNamesItsAction() {
        assertThat(endpoints.withoutAction()).isEmpty();
        assertThat(endpoints.count()).isGreaterThan(20);
    }

    @Test
    void keepTheServerFromStartingWithoutAnAction() {
        try (var context = new StaticApplicationContext()) {
            context.registerSingleton("undeclared", Undeclared.class);
            context.registerSingleton("mapping", Mapping.class);
            context.refresh();

            assertThatThrownBy(() -> new Endpoints(context).afterSingletonsInstantiated())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing-declared");
        }
    }

    static class Mapping extends RequestMappingHandlerMapping {
        @Override
        protected boolean isHandler(Class<?> beanType) {
            return beanType == Undeclared.class;
        }
    }

    @Test
    void keepTheServerFromStartingWhenTheyCannotDeclareOne() {
        try (var context = new StaticApplicationContext()) {
            context.refresh();
            var files = new SimpleUrlHandlerMapping(java.util.Map.of("/files/**", new Object()));
            files.setApplicationContext(context);
            context.getBeanFactory().registerSingleton("files", files);

            assertThat(new Endpoints(context).withoutAction())
                    .singleElement()
                    .asString()
                    .contains("/files/**");
        }
    }

    @Test
    void answerAnErrorWhenTheyWentAroundTheGate() {
        RestClient visitor = people.visitor();

        for (String path : new String[] {"/api/test/around", "/api/test/undeclared"}) {
            var answer = visitor.get().uri(path).retrieve().toEntity(String.class);
            assertThat(answer.getStatusCode().value()).isEqualTo(500);
            assertThat(answer.getBody()).contains("internal-error").doesNotContain("a secret");
        }
        assertThat(visitor.get().uri("/api/test/through").retrieve().body(String.class))
                .isEqualTo("fine");
    }
}
