package org.vidimus.server.web.tls;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.vidimus.server.Settings;
import org.vidimus.server.access.certificates.HouseAuthority;

@Configuration(proxyBeanMethods = false)
class TlsConfiguration {
    /** @throws Exposed where nothing protects what would travel to other machines */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> plainHttpOnThisMachineAlone(Environment environment) {
        return _ -> {
            String address = environment.getProperty("server.address");
            boolean encrypted = environment.getProperty("server.ssl.enabled", Boolean.class, false);
            if (!encrypted && !TlsEnvironment.isLoopback(address)) {
                throw new Exposed(address == null ? "all addresses" : address);
            }
        };
    }

    @Bean
    @ConditionalOnProperty("server.ssl.enabled")
    ServerCertificate serverCertificate(
            TlsSettings tls,
            Settings settings,
            HouseAuthority authority,
            Environment environment,
            java.time.Clock clock) {
        return new ServerCertificate(tls, settings, authority, environment, clock);
    }
}
