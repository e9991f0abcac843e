package dev.trueup.ingest.callback.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document; the rest comes from the code. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    @Bean
    OpenAPI callbackIngestApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Trueup callback-ingest-service")
                        .version("v1")
                        .description("Takes callbacks from the internet, verifies them and publishes them raw.")
                        .license(new License().name("Apache-2.0")));
    }
}
