package io.sextant.lab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlReaderTest {

    private static final Position START = Position.startOf(Path.of("x.yaml"));

    private final Problems problems = new Problems();

    private YamlNode read(String text) {
        List<YamlNode> documents = YamlReader.parse(text, START, problems).orElseThrow();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "no, TEXT",
        "on, TEXT",
        "yes, TEXT",
        "NO, TEXT",
        "y, TEXT",
        "true, BOOLEAN",
        "False, BOOLEAN",
        "tRue, TEXT",
        "null, NULL",
        "~, NULL",
        "nothing, TEXT",
        "12, INTEGER",
        "-12, INTEGER",
        "012, INTEGER",
        "0o14, INTEGER",
        "0xC, INTEGER",
        "1_000, TEXT",
        "12:30:45, TEXT",
        "0b11, TEXT",
        "1.5, FLOAT",
        "1e3, FLOAT",
        ".inf, FLOAT",
        ".nan, FLOAT",
        "1.10, FLOAT",
        "1.1.1.1, TEXT",
        "90s, TEXT",
        "2021-10-31, TEXT"
    })
    void reads_bare_words_as_the_core_schema_of_yaml_1_2(String word, YamlScalar.Kind kind) {
        YamlMapping root = (YamlMapping) read("key: " + word + "\n");
        assertThat(root.value("key")).hasValueSatisfying(value -> assertThat(((YamlScalar) value).kind())
                .isEqualTo(kind));
    }

    @Test
    void quotes_make_text_of_anything() {
        YamlSequence root = (YamlSequence) read("['12', \"true\", !!str 12, 'null']");
        assertThat(root.items())
                .allSatisfy(item -> assertThat(((YamlScalar) item).kind()).isEqualTo(YamlScalar.Kind.TEXT));
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void every_node_knows_line_and_column_from_one() {
        YamlMapping root = (YamlMapping) read("a: 1\nb:\n  - é: {x: 2}\n");
        YamlSequence list = (YamlSequence) root.value("b").orElseThrow();
        YamlMapping item = (YamlMapping) list.items().get(0);
        YamlMapping inner = (YamlMapping) item.value("é").orElseThrow();
        assertThat(root.value("a").orElseThrow().position()).hasToString("x.yaml:1:4");
        assertThat(item.position()).hasToString("x.yaml:3:5");
        assertThat(inner.position()).hasToString("x.yaml:3:8");
        assertThat(inner.value("x").orElseThrow().position()).hasToString("x.yaml:3:12");
    }

    @Test
    void an_alias_stands_for_its_anchor_and_keeps_its_place() {
        YamlMapping root = (YamlMapping) read("a: &one {x: 1}\nb: *one\n");
        assertThat(root.value("b")).isEqualTo(root.value("a"));
    }

    @Test
    void a_hundred_thousand_nodes_are_the_limit_however_they_are_written() {
        String ten = "[" + "x, ".repeat(9) + "x]";
        String text = "a: &a " + ten + "\nb: &b [" + "*a, ".repeat(99) + "*a]\nc: [" + "*b, ".repeat(85) + "*b]\n";
        assertThat(YamlReader.parse(text, START, problems)).isPresent();
        String more = text.replace("c: [", "c: [*b, *b, *b, *b, *b, ");
        assertThat(YamlReader.parse(more, START, problems)).isEmpty();
        assertThat(problems.sorted()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("more than 100000 nodes"));
    }

    @Test
    void text_in_a_literal_block_keeps_its_place_in_the_file() {
        YamlMapping root = (YamlMapping) read("data:\n  config.yaml: |\n    peers:\n      - asn: 1\n");
        YamlMapping data = (YamlMapping) root.value("data").orElseThrow();
        YamlScalar block = (YamlScalar) data.value("config.yaml").orElseThrow();
        YamlMapping inner = (YamlMapping)
                YamlReader.readEmbedded(block, problems).orElseThrow().get(0);
        YamlSequence peers = (YamlSequence) inner.value("peers").orElseThrow();
        assertThat(inner.position()).hasToString("x.yaml:3:5");
        assertThat(((YamlMapping) peers.items().get(0))
                        .value("asn")
                        .orElseThrow()
                        .position())
                .hasToString("x.yaml:4:14");
    }

    @Test
    void says_the_same_of_one_place_only_once_and_counts_what_is_too_much() {
        for (int i = 0; i < 3; i++) {
            problems.error(START, "same");
        }
        assertThat(problems.errors()).isEqualTo(1);
        for (int i = 0; i < Problems.MAXIMUM + 4; i++) {
            problems.error(START, "other " + i);
        }
        assertThat(problems.sorted()).hasSize(Problems.MAXIMUM);
        assertThat(problems.left()).isEqualTo(5);
        assertThat(problems.errors()).isEqualTo(Problems.MAXIMUM + 5);
    }

    @Test
    void problems_come_by_file_line_and_column() {
        Path a = Path.of("a.yaml");
        Path b = Path.of("b.yaml");
        problems.error(new Position(b, 1, 1), "4");
        problems.error(new Position(a, 10, 1), "3");
        problems.error(new Position(a, 9, 2), "2");
        problems.warning(new Position(a, 9, 1), "1");
        assertThat(problems.sorted()).extracting(Problem::message).containsExactly("1", "2", "3", "4");
    }
}
