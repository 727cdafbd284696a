package org.vidimus.server;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The digital evidence management system: one Spring Boot application, packaged by feature. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Vidimus {
    public static void main(String[] args) {
        SpringApplication.run(Vidimus.class, args);
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static SecureRandom random() {
        return new SecureRandom();
    }
}
