package org.vidimus.server.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.vidimus.server.custody.Does;

/** Looks at everything that answers HTTP, and keeps the server from starting while anything of it does not name its action. */
@Component
class Endpoints implements SmartInitializingSingleton {
    private final ApplicationContext context;

    Endpoints(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> without = withoutAction();
        if (!without.isEmpty()) {
            throw new IllegalStateException("Every endpoint names its action with @Does. These do not: " + without);
        }
    }

    /** Whatever is mapped and does not declare an action, or is of a sort that cannot declare one. */
    List<String> withoutAction() {
        var without = new ArrayList<String>();
        context.getBeansOfType(HandlerMapping.class).forEach((name, mapping) -> {
            switch (mapping) {
                case AbstractHandlerMethodMapping<?> methods ->
                    methods.getHandlerMethods().forEach((path, method) -> {
                        if (!method.hasMethodAnnotation(Does.class)) {
                            without.add(path + " by " + method);
                        }
                    });
                case AbstractUrlHandlerMapping urls -> {
                    urls.getHandlerMap().keySet().forEach(path -> without.add(path + " by " + name));
                    if (urls.getRootHandler() != null || urls.getDefaultHandler() != null) {
                        without.add("/ by " + name);
                    }
                }
                case RouterFunctionMapping functions -> {
                    if (functions.getRouterFunction() != null) {
                        without.add("router functions by " + name);
                    }
                }
                default -> without.add("whatever " + name + " maps");
            }
        });
        return without;
    }

    /** How many endpoints there are, so that a test notices when it looked at none. */
    int count() {
        return context.getBeansOfType(AbstractHandlerMethodMapping.class).values().stream()
                .mapToInt(mapping -> mapping.getHandlerMethods().size())
                .sum();
    }
}
