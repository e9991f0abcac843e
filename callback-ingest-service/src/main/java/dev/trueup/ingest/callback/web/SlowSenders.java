package dev.trueup.ingest.callback.web;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server's own settings leave open to senders that drip. */
@Configuration(proxyBeanMethods = false)
class SlowSenders {
    /** Chunk extensions and trailers are read within one read of the body, byte by byte, each with its own time-out. */
    @Bean
    TomcatConnectorCustomizer noChunkedExtras() {
        return connector -> {
            connector.setProperty("maxExtensionSize", "0");
            connector.setProperty("maxTrailerSize", "2"); // the empty line that ends the body
        };
    }
}
