package org.vidimus.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.vidimus.server.access.CallerFilter;

/**
 * What the edge does for every request: says who it is, guards cookie sessions against other sites, and sends the headers that
 * tell a browser what these pages may do. Who may do what is decided at the gate and nowhere here.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    SecurityFilterChain everyRequest(
            HttpSecurity http,
            CallerFilter callers,
            Pace pace,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.addFilterBefore(callers, CsrfFilter.class)
                .addFilterBefore(new PaceFilter.ByAddress(pace, problems), CallerFilter.class)
                .addFilterAfter(new PaceFilter.ByCaller(pace, problems), CallerFilter.class)
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(SecurityConfiguration::isUnsafeWithCookie))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler((request, response, _) ->
                        problems.resolveException(request, response, null, new EdgeProblem.ForgedRequest().refused())))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(ContentPolicy.EVERYWHERE))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                // The provider's own page frames this one; its policy says whose.
                                request -> !request.getRequestURI().equals("/api/openid/front-channel-logout"),
                                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    HttpFirewall firewall() {
        return new DoorFirewall();
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
            if (cookie.getName().equals("VIDIMUS") || cookie.getName().equals("__Host-VIDIMUS")) {
                return true;
            }
        }
        return false;
    }
}
