package io.sextant.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScenarioSchemaTest {

    private static final Path PUBLISHED = Repository.root().resolve("scenarios/sextant.schema.json");
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ScenarioSchema.write());

    @Test
    void the_published_schema_is_the_one_the_loader_obeys() throws IOException {
        String ours = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(ScenarioSchema.write());
        if (Boolean.getBoolean("sextant.updateGolden")) {
            Files.writeString(PUBLISHED, ours + "\n");
        }
        assertThat(Files.readString(PUBLISHED)).isEqualTo(ours + "\n");
    }

    @Test
    void is_itself_a_valid_schema() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(ScenarioSchema.write())).isEmpty();
    }

    @Test
    void describes_every_key() {
        JsonNode schema = ScenarioSchema.write();
        assertThat(schema.get("$defs")).isNotEmpty().allSatisfy(definition -> {
            assertThat(definition.path("description").asText()).isNotBlank();
            assertThat(definition.path("properties"))
                    .allSatisfy(property ->
                            assertThat(property.path("description").asText()).isNotBlank());
        });
    }

    static Stream<Path> shipped() throws IOException {
        return Repository.shippedScenarios();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void accepts_every_scenario_that_ships(Path file) {
        assertThat(validate(file)).isEmpty();
    }

    static Stream<Path> wrongShapes() throws IOException {
        return Repository.broken("shape");
    }

    @ParameterizedTest
    @MethodSource("wrongShapes")
    void refuses_what_has_the_wrong_shape(Path file) {
        assertThat(validate(file)).isNotEmpty();
    }

    static Stream<Path> wrongMeanings() throws IOException {
        return Repository.broken("meaning");
    }

    @ParameterizedTest
    @MethodSource("wrongMeanings")
    void cannot_know_about_names_addresses_and_times(Path file) {
        assertThat(validate(file)).isEmpty();
    }

    private static Set<ValidationMessage> validate(Path file) {
        Problems problems = new Problems();
        YamlNode root = YamlReader.readOne(file, Position.startOf(file), "a scenario", problems)
                .orElseThrow();
        return SCHEMA.validate(YamlAsJson.convert(root));
    }
}
