package io.sextant.lab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {

    private static final List<String> WORDS = List.of("duration", "description", "topology", "is", "on");

    @Test
    void finds_a_word_with_a_letter_too_many_too_few_or_wrong() {
        assertThat(Suggestion.closest("durration", WORDS)).contains("duration");
        assertThat(Suggestion.closest("duratin", WORDS)).contains("duration");
        assertThat(Suggestion.closest("Topologi", WORDS)).contains("topology");
    }

    @Test
    void two_letters_swapped_are_one_mistake() {
        assertThat(Suggestion.closest("si", WORDS)).contains("is");
    }

    @Test
    void an_underscore_is_a_hyphen() {
        assertThat(Suggestion.closest("power_off", List.of("power-off"))).contains("power-off");
    }

    @Test
    void stays_silent_when_nothing_is_near() {
        assertThat(Suggestion.closest("colour", WORDS)).isEmpty();
        assertThat(Suggestion.closest("", WORDS)).isEmpty();
        assertThat(Suggestion.closest("x".repeat(10_000), WORDS)).isEmpty();
        assertThat(Suggestion.hint("colour", WORDS)).isEmpty();
    }
}
