package dev.trueup.channels.wechatpay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trueup.channels.json.StrictJson;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** WeChat Pay's JSON: lower case with underscores, what is absent is left out. */
public final class WechatPayJson {
    /** Reads and writes it. */
    public static final JsonMapper MAPPER = StrictJson.MAPPER
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private WechatPayJson() {}
}
