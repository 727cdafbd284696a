package org.vidimus.server.web;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.StringUtils;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** The description of the API, from which the desk generates its client. Operation ids are the names of the methods. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Vidimus")
                        .version("1")
                        .description("Refusals are RFC 9457 problems; docs/problems.md lists their codes."))
                .schemaRequirement("session", cookie())
                .schemaRequirement("token", bearer())
                .addSecurityItem(new SecurityRequirement().addList("session"))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    private static SecurityScheme cookie() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("VIDIMUS");
    }

    private static SecurityScheme bearer() {
        return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
    }

    /** The method's name, with its controller's in front where it does not say that itself: {@code uploadCreate}. */
    @Bean
    OperationCustomizer operationIds() {
        return (operation, handler) -> {
            String method = handler.getMethod().getName();
            String subject = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
            boolean saysItself = method.toLowerCase(Locale.ROOT).contains(subject.toLowerCase(Locale.ROOT));
            return operation.operationId(
                    saysItself ? method : StringUtils.uncapitalize(subject) + StringUtils.capitalize(method));
        };
    }

    /** What a path allows is for protocols to ask, not for clients to call. */
    @Bean
    OpenApiCustomizer withoutOptions() {
        return api -> api.getPaths().values().forEach(path -> path.setOptions(null));
    }

    /** Any call may be refused, and every refusal has the same shape. */
    @Bean
    OpenApiCustomizer refusals() {
        return api -> {
            api.getComponents()
                    .addSchemas(
                            "Problem",
                            new ObjectSchema()
                                    .addProperty("type", new StringSchema())
                                    .addProperty("title", new StringSchema())
                                    .addProperty("status", new IntegerSchema())
                                    .addProperty("detail", new StringSchema())
                                    .addProperty("code", new StringSchema())
                                    .required(List.of("title", "status", "detail", "code")));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.getResponses().setDefault(refusal()));
        };
    }

    private static ApiResponse refusal() {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description("Refused")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }

    /** The same for everybody, wherever the server is reached. */
    @Bean
    OpenApiCustomizer withoutAddress() {
        return api -> api.setServers(List.of(new Server().url("/")));
    }

    /** Two features may have a type of the same name each; in the description they are two. */
    @Bean
    ModelResolver schemaNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames());
    }

    @Bean
    RequiredProperties requiredProperties() {
        return new RequiredProperties();
    }

    /** springdoc's own endpoint, with its action. */
    @Bean
    @Lazy(false)
    OpenApiWebMvcResource openApiResource(
            ObjectFactory<OpenAPIService> api,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties settings,
            SpringDocProviders providers,
            SpringDocCustomizers customizers,
            Gate gate) {
        return new Described(api, requests, responses, operations, settings, providers, customizers, gate);
    }

    static final class Described extends OpenApiWebMvcResource {
        private final Gate gate;

        Described(
                ObjectFactory<OpenAPIService> api,
                AbstractRequestService requests,
                GenericResponseService responses,
                OperationService operations,
                SpringDocConfigProperties settings,
                SpringDocProviders providers,
                SpringDocCustomizers customizers,
                Gate gate) {
            super(api, requests, responses, operations, settings, providers, customizers);
            this.gate = gate;
        }

        @Override
        @Does(Action.API_DESCRIBE)
        public byte[] openapiJson(HttpServletRequest request, String path, Locale locale)
                throws com.fasterxml.jackson.core.JsonProcessingException {
            pass();
            return super.openapiJson(request, path, locale);
        }

        @Override
        @Does(Action.API_DESCRIBE)
        public byte[] openapiYaml(HttpServletRequest request, String path, Locale locale)
                throws com.fasterxml.jackson.core.JsonProcessingException {
            pass();
            return super.openapiYaml(request, path, locale);
        }

        private void pass() {
            gate.view(Passage.of(Caller.visitor(Caller.Door.API), Action.API_DESCRIBE), outcome -> outcome);
        }
    }
}
