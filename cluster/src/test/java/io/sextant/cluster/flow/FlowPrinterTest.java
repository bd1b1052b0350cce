package io.sextant.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlowPrinterTest {

    static Stream<Arguments> samples() {
        return Stream.of("article-block1-ingress-node", "article-block2-pod-node", "misc")
                .flatMap(name -> Stream.of(HubbleVersion.values()).flatMap(version -> Stream.of(FlowFormat.values())
                        .map(format -> Arguments.of(name, version, format))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void prints_what_the_real_command_printed(String name, HubbleVersion version, FlowFormat format) {
        String expected = SampleFlows.resource(
                name + ".v" + version.text() + "." + format.name().toLowerCase(Locale.ROOT) + ".out");

        String printed = new FlowPrinter(version, format, false).print(SampleFlows.read(name + ".jsonl"));

        assertThat(printed).isEqualTo(expected);
    }

    @Test
    void names_the_node_in_brackets_when_asked() {
        List<Flow> flows = SampleFlows.read("article-block1-ingress-node.jsonl").subList(0, 1);

        assertThat(new FlowPrinter(HubbleVersion.V0_8_2, FlowFormat.COMPACT, true).print(flows))
                .startsWith("Oct 31 15:43:41.382 [k8s-worker1]: 192.168.1.1:36946 <> ");
        assertThat(new FlowPrinter(HubbleVersion.V0_8_2, FlowFormat.TAB, true).print(flows))
                .startsWith("TIMESTAMP             NODE          SOURCE");
    }

    @Test
    void prints_an_empty_table_as_nothing() {
        assertThat(new FlowPrinter(HubbleVersion.V0_8_2, FlowFormat.TAB, false).print(List.of()))
                .isEmpty();
    }
}
