package io.sextant.protocol.bgp.policy.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PosixRegexTest {

    private static String outcome(String expression, String[] subjects) {
        try {
            BgpRegex regex = BgpRegex.of(expression);
            StringBuilder digits = new StringBuilder();
            for (String subject : subjects) {
                digits.append(regex.matches(subject) ? '1' : '0');
            }
            return digits.toString();
        } catch (IllegalArgumentException refused) {
            return "error";
        }
    }

    @Test
    void seven_hundred_expressions_match_what_glibc_matches() throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("posix-regex.tsv")), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        }
        String[] subjects = lines.get(2).split("\t", -1);
        List<String> wrong = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            int tab = line.indexOf('\t');
            String expected = line.substring(tab + 1);
            String actual = outcome(line.substring(0, tab), subjects);
            if (!actual.equals(expected)) {
                wrong.add(line + " but " + actual);
            }
        }
        assertThat(lines).hasSizeGreaterThan(690);
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_underscore_is_a_boundary() {
        BgpRegex regex = BgpRegex.of("_65010_");

        assertThat(regex.matches("65010")).isTrue();
        assertThat(regex.matches("1 {65010,2} 3")).isTrue();
        assertThat(regex.matches("(65010) 3")).isTrue();
        assertThat(regex.matches("165010 650101")).isFalse();
        assertThat(regex.matches("[65010]")).isFalse();
    }

    @Test
    void an_expression_that_would_stall_a_backtracking_matcher_does_not() {
        assertThat(BgpRegex.of("(a*)*(a*)*(a*)*b").matches("a".repeat(5000))).isFalse();
    }

    @Test
    void what_would_take_too_many_states_is_refused() {
        assertThatThrownBy(() -> BgpRegex.of("((a{1000}){1000}){1000}")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> BgpRegex.of("(".repeat(500))).isInstanceOf(IllegalArgumentException.class);
    }
}
