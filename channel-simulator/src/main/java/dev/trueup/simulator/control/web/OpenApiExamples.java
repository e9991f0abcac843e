package dev.trueup.simulator.control.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every answer and parameter of the control API its example. They are kept in one file, since most of the answers
 * show the same few things.
 */
@Component
class OpenApiExamples implements OpenApiCustomizer {
    private static final String FILE = "openapi-examples.json";
    private static final String CONTROL = "/simulator/";

    private final Examples examples;

    /**
     * The file's content.
     *
     * @param parameters by name
     * @param answers by method and path, as in {@code GET /simulator/plan}
     */
    record Examples(Map<String, Object> parameters, Map<String, Object> answers) {}

    OpenApiExamples() {
        try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
            examples = JsonMapper.shared().readValue(file, Examples.class);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().forEach((path, item) -> {
            if (path.startsWith(CONTROL)) {
                item.readOperationsMap().forEach((method, operation) -> addTo(operation, method, path));
            }
        });
    }

    private void addTo(Operation operation, PathItem.HttpMethod method, String path) {
        for (Parameter parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            parameter.setExample(examples.parameters().get(parameter.getName()));
        }
        Object answer = examples.answers().get(method + " " + path);
        operation.getResponses().forEach((status, response) -> {
            if (answer != null && status.startsWith("2")) {
                show(answer, response);
            }
        });
    }

    private static void show(Object answer, ApiResponse response) {
        if (response.getContent() != null) {
            response.getContent().values().forEach(content -> content.setExample(answer));
        }
    }
}
