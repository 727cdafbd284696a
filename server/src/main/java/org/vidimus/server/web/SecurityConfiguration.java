package org.vidimus.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.vidimus.server.access.CallerFilter;

/**
 * What the edge does for every request: says who it is, guards cookie sessions against other sites, and sends the headers that
 * tell a browser what these pages may do. Who may do what is decided at the gate and nowhere here.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Scripts from this house only; style attributes are allowed because the desk's components position by them. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
            + "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    @Bean
    SecurityFilterChain everyRequest(
            HttpSecurity http,
            CallerFilter callers,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.addFilterBefore(callers, CsrfFilter.class)
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(SecurityConfiguration::isUnsafeWithCookie))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler((request, response, _) ->
                        problems.resolveException(request, response, null, new EdgeProblem.ForgedRequest().refused())))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Only a cookie is sent along by a browser on another site's behalf; a token never is. */
    private static boolean isUnsafeWithCookie(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod()) && !CallerFilter.showsToken(request) && hasSessionCookie(request);
    }

    private static boolean hasSessionCookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return false;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals("VIDIMUS")) {
                return true;
            }
        }
        return false;
    }
}
