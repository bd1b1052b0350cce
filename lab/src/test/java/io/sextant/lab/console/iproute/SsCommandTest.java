package io.sextant.lab.console.iproute;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Role;
import org.junit.jupiter.api.Test;

final class SsCommandTest {

    @Test
    void without_sockets_the_header_stands_alone() {
        assertThat(TestMachine.of("h", Role.HOST).text("ss -tn"))
                .isEqualTo("State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n");
    }

    @Test
    void names_and_other_protocols_are_not_there() {
        assertThat(TestMachine.of("h", Role.HOST).run("ss -tu").status()).isEqualTo(255);
        assertThat(TestMachine.of("h", Role.HOST).run("ss").text()).startsWith("ss: there are -t (TCP)");
    }
}
