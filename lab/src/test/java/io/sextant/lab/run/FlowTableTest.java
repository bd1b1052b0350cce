package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

final class FlowTableTest {

    @RepeatedTest(20)
    void holds_what_a_map_holds(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        FlowTable<Integer> table = new FlowTable<>();
        TreeMap<String, Integer> map = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            IpAddress address = address(random);
            int port = random.nextInt(1, 20);
            table.put(address.high(), address.low(), port, i);
            map.put(address + " " + port, i);
        }
        assertThat(table.size()).isEqualTo(map.size());
        map.forEach((key, value) -> {
            IpAddress address = IpAddress.parse(key.substring(0, key.indexOf(' ')));
            int port = Integer.parseInt(key.substring(key.indexOf(' ') + 1));
            assertThat(table.get(address.high(), address.low(), port))
                    .as("seed %d", repetition.getCurrentRepetition())
                    .isEqualTo(value);
        });
        assertThat(table.get(0, 1_000, 1)).isNull();
    }

    /** Of either version; the high half counts as much as the low one. */
    private static IpAddress address(SplittableRandom random) {
        return random.nextBoolean()
                ? new Ipv4Address(random.nextInt(-50, 50))
                : new Ipv6Address(0x2001_0DB8_0000_0000L + random.nextInt(10), random.nextInt(10));
    }
}
