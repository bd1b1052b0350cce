package io.sextant.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {
    @Test
    void control_characters_become_their_pictures() {
        assertThat(PlainText.line("a\u0000\t\n\u001b[31m\u007f")).isEqualTo("a␀␉␊␛[31m␡");
    }

    @Test
    void lines_keep_their_ends_and_tabs() {
        assertThat(PlainText.lines("a\tb\r\nc\rd\n")).isEqualTo("a\tb\nc␍d\n");
    }

    @Test
    void half_a_pair_turned_writing_and_non_characters_are_replaced() {
        assertThat(PlainText.line("x\uD800y\u202ez\uFFFE\u009b")).isEqualTo("x\uFFFDy\uFFFDz\uFFFD\uFFFD");
    }

    @Test
    void an_emoji_is_kept_and_never_cut_in_half() {
        assertThat(PlainText.line("🦊🦊", 4)).isEqualTo("🦊🦊");
        assertThat(PlainText.line("a🦊🦊", 3)).isEqualTo("a…");
        assertThat(PlainText.columns("a🦊e\u0301")).isEqualTo(4);
    }
}
