package org.vidimus.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The digital evidence management system: one Spring Boot application, packaged by feature. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Vidimus {
    public static void main(String[] args) {
        SpringApplication.run(Vidimus.class, args);
    }
}
