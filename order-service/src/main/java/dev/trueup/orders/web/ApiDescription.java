package dev.trueup.orders.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document; the rest comes from the code. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    @Bean
    OpenAPI orderServiceApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Trueup order-service")
                        .version("v1")
                        .description("One truth per order: create orders, learn their outcome, see the evidence.")
                        .license(new License().name("Apache-2.0")));
    }
}
