package org.vidimus.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import org.vidimus.server.access.CallerFilter;
import org.vidimus.server.custody.Circumstances;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Threshold;

/**
 * Runs every endpoint inside its {@link Threshold}: one that returns without having passed the gate answers 500, and what it
 * would have answered does not leave.
 */
@Component
class GatedHandlers implements WebMvcRegistrations {
    private final ObjectProvider<Gate> gate;

    GatedHandlers(ObjectProvider<Gate> gate) {
        this.gate = gate;
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
                return new Gated(handlerMethod, gate);
            }
        };
    }

    private static final class Gated extends ServletInvocableHandlerMethod {
        private final String endpoint;
        private final @Nullable Does does;
        private final ObjectProvider<Gate> gate;

        Gated(HandlerMethod method, ObjectProvider<Gate> gate) {
            super(method);
            this.gate = gate;
            this.endpoint = method.getShortLogMessage();
            this.does = method.getMethodAnnotation(Does.class);
        }

        @Override
        public @Nullable Object invokeForRequest(
                NativeWebRequest request, @Nullable ModelAndViewContainer container, @Nullable Object... provided)
                throws Exception {
            Does declared = does;
            if (declared == null) {
                throw new IllegalStateException(endpoint + " has no action; the server should not have started");
            }
            return Circumstances.during(
                    circumstances(request),
                    () -> Threshold.enter(
                            endpoint,
                            declared,
                            () -> super.invokeForRequest(request, container, provided),
                            () -> gate.getObject().knock(CallerFilter.callerOf(request), List.of(declared.value()))));
        }

        private static Circumstances circumstances(NativeWebRequest request) {
            return request.getAttribute(Circumstances.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                            instanceof Circumstances known
                    ? known
                    : Circumstances.NONE;
        }
    }
}
