package io.sextant.lab.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordsTest {

    @Test
    void blanks_part_words() {
        assertThat(ShellWords.split("  ip  -d\troute ")).containsExactly("ip", "-d", "route");
        assertThat(ShellWords.split("   ")).isEmpty();
    }

    @Test
    void single_quotes_keep_everything() {
        assertThat(ShellWords.split("vtysh -c 'show bgp \"summary\" $x | \\'"))
                .containsExactly("vtysh", "-c", "show bgp \"summary\" $x | \\");
    }

    @Test
    void double_quotes_let_a_backslash_guard_four_characters() {
        assertThat(ShellWords.split("a \"b \\\" \\\\ \\$ \\n\"")).containsExactly("a", "b \" \\ $ \\n");
    }

    @Test
    void quoted_and_plain_pieces_make_one_word_and_empty_quotes_make_one_too() {
        assertThat(ShellWords.split("a'b c'\"d\"\\ e '' #f")).containsExactly("ab cd e", "");
        assertThat(ShellWords.split("a#b")).containsExactly("a#b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a | b", "a; b", "a && b", "a > f", "a < f", "a `b`", "a $b", "(a)", "a \"$b\""})
    void more_than_one_plain_command_is_refused(String line) {
        assertThatThrownBy(() -> ShellWords.split(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" here: ");
    }

    @Test
    void open_quotes_and_a_last_backslash_are_refused() {
        assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessage("the single quote at character 3 is not closed");
        assertThatThrownBy(() -> ShellWords.split("a \"b")).hasMessage("the double quote at character 3 is not closed");
        assertThatThrownBy(() -> ShellWords.split("a \\")).hasMessage("the line ends in a backslash");
    }
}
