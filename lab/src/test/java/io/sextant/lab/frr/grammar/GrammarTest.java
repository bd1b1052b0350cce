package io.sextant.lab.frr.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GrammarTest {

    @Test
    void takes_abbreviations_that_fit_one_command_only() {
        Grammar<String> grammar =
                grammar("neighbor <peer> remote-as <as:asn>", "neighbor <peer> remove", "network <prefix:net4>");
        assertThat(command(grammar, "neigh 10.0.0.1 remote 65001")).isEqualTo("neighbor <peer> remote-as <as:asn>");
        assertThat(command(grammar, "ne 10.0.0.1 rem")).isEqualTo("neighbor <peer> remove");
        assertThat(command(grammar, "ne 10.0.0.0/8")).isEqualTo("network <prefix:net4>");
    }

    @Test
    void tells_what_an_abbreviation_may_mean() {
        Grammar<String> grammar = grammar("set metric <value:u32>", "set metro <value:u32>");
        assertThat(grammar.match(Line.of("set met 5")))
                .isEqualTo(new Outcome.Ambiguous<String>(List.of("set metric <value:u32>", "set metro <value:u32>")));
        assertThat(command(grammar, "set metro 5")).isEqualTo("set metro <value:u32>");
    }

    @Test
    void prefers_values_to_keywords_and_keywords_to_names() {
        Grammar<String> grammar = grammar("route <gateway:ipv4>", "route <interface:word>", "route blackhole");
        assertThat(command(grammar, "route 10.0.0.1")).isEqualTo("route <gateway:ipv4>");
        assertThat(command(grammar, "route bl")).isEqualTo("route blackhole");
        assertThat(command(grammar, "route eth0")).isEqualTo("route <interface:word>");
    }

    @Test
    void says_where_the_first_misfit_stands_and_what_could_stand_there() {
        Grammar<String> grammar =
                grammar("neighbor <peer> remote-as (<as:asn>|internal|external)", "neighbor <peer> passive");
        assertThat(grammar.match(Line.of("neighbor 10.0.0.1 remote-as extern 7")))
                .isEqualTo(new Outcome.Unknown<String>(4, List.of("the end of the line"), List.of()));
        assertThat(grammar.match(Line.of("neighbor 10.0.0.1 remote-as none")))
                .isEqualTo(new Outcome.Unknown<String>(
                        3, List.of("<as: 1 to 4294967295>", "external", "internal"), List.of("external", "internal")));
        assertThat(grammar.match(Line.of("neighbor 10.0.0.1")))
                .isEqualTo(new Outcome.Unknown<String>(
                        2, List.of("passive", "remote-as"), List.of("passive", "remote-as")));
    }

    @Test
    void takes_options_in_any_order_each_once() {
        Grammar<String> grammar = grammar("list <prefix:net4> [{ge <ge:0-32>|le <le:0-32>}]");
        assertThat(found(grammar, "list 10.1.2.3/8 le 32 ge 16").arguments().values())
                .hasToString("{ge=16, le=32, prefix=10.0.0.0/8}");
        assertThat(grammar.match(Line.of("list 10.0.0.0/8 le 32 le 24"))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void writes_a_line_back_in_full() {
        Pattern pattern = Pattern.of("aggregate-address <prefix:net4> [{as-set|summary-only|route-map <map:word>}]");
        Grammar<String> grammar = new Grammar<>();
        grammar.add(pattern, "x");
        Arguments said = found(grammar, "agg 10.1.0.0/8 route RM as").arguments();
        assertThat(pattern.write(said)).isEqualTo("aggregate-address 10.0.0.0/8 as-set route-map RM");
    }

    @Test
    void derives_the_no_form_with_its_value_optional() {
        Grammar<String> grammar = new Grammar<>();
        grammar.add(Pattern.of("timers bgp <keepalive:0-65535> <hold:0-65535>").negation(List.of()), "no timers");
        grammar.add(Pattern.of("network <prefix:net4> [backdoor]").negation(List.of("prefix")), "no network");
        assertThat(command(grammar, "no timers bgp")).isEqualTo("no timers");
        assertThat(command(grammar, "no timers bgp 3 9")).isEqualTo("no timers");
        assertThat(command(grammar, "no network 10.0.0.0/8")).isEqualTo("no network");
        assertThat(grammar.match(Line.of("no network"))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void counts_columns_in_code_points_from_one() {
        Line line = Line.of("\t neighbor \uD83D\uDE00 x\r");
        assertThat(line.words()).containsExactly("neighbor", "\uD83D\uDE00", "x");
        assertThat(line.columns()).containsExactly(3, 12, 14);
        assertThat(Line.of("  ! neighbor").isSilent()).isTrue();
        assertThat(Line.of("# x").isSilent()).isTrue();
        assertThat(Line.of(" \t ").isSilent()).isTrue();
    }

    @Test
    void refuses_a_pattern_that_is_none() {
        assertThatThrownBy(() -> Pattern.of("a (b|c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pattern.of("a b]")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Grammar<String> grammar(String... patterns) {
        Grammar<String> grammar = new Grammar<>();
        for (String pattern : patterns) {
            grammar.add(Pattern.of(pattern), pattern);
        }
        return grammar;
    }

    private static String command(Grammar<String> grammar, String line) {
        return ((Outcome.Found<String>) grammar.match(Line.of(line))).command();
    }

    private static Match found(Grammar<String> grammar, String line) {
        return ((Outcome.Found<String>) grammar.match(Line.of(line))).match();
    }
}
