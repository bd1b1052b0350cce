package io.sextant.protocol.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 4271 §6.8, RFC 6286 §2.3. */
final class ConnectionsTest {

    private static final Asn AS = new Asn(64500);
    private static final Ipv4Address HERE = Ipv4Address.parse("10.0.0.2");

    private final Connections connections = new Connections();
    private final Connection dialled = connection(new ConnectionId(true, 1));
    private final Connection accepted = connection(ConnectionId.incoming(1));

    ConnectionsTest() {
        dialled.phase = Connection.Phase.OPEN_SENT;
        accepted.phase = Connection.Phase.OPEN_SENT;
        connections.add(dialled);
        connections.add(accepted);
    }

    @Test
    void the_connection_of_the_larger_identifier_stays() {
        assertThat(connections.loser(accepted, open("10.0.0.3", AS), config())).isSameAs(dialled);
        assertThat(connections.loser(accepted, open("10.0.0.1", AS), config())).isSameAs(accepted);
    }

    @Test
    void the_larger_as_decides_between_equal_identifiers() {
        assertThat(connections.loser(accepted, open("10.0.0.2", new Asn(64501)), config()))
                .isSameAs(dialled);
        assertThat(connections.loser(accepted, open("10.0.0.2", new Asn(64499)), config()))
                .isSameAs(accepted);
    }

    @Test
    void an_established_connection_always_stays() {
        dialled.phase = Connection.Phase.ESTABLISHED;
        assertThat(connections.loser(accepted, open("10.0.0.3", AS), config())).isSameAs(accepted);
    }

    @Test
    void one_that_has_said_nothing_collides_with_nobody() {
        dialled.phase = Connection.Phase.WAITING;
        assertThat(connections.loser(accepted, open("10.0.0.3", AS), config())).isNull();
    }

    @Test
    void a_session_is_where_the_furthest_of_its_connections_is() {
        assertThat(connections.state(State.CONNECT)).isEqualTo(State.OPEN_SENT);
        accepted.phase = Connection.Phase.OPEN_CONFIRM;
        assertThat(connections.state(State.CONNECT)).isEqualTo(State.OPEN_CONFIRM);
        assertThat(connections.furthest()).containsSame(accepted);
    }

    private static Connection connection(ConnectionId id) {
        Ipv4Address there = Ipv4Address.parse("192.0.2.1");
        Input.Connected endpoints = new Input.Connected(id, Ipv4Address.parse("192.0.2.2"), 179, there, 40000);
        return new Connection(endpoints, new SessionCounters(), SpeakerProfile.FRR_8_4.session());
    }

    private static PeerConfig config() {
        return PeerConfig.of(SpeakerProfile.FRR_8_4, Ipv4Address.parse("192.0.2.1"), AS, AS, HERE, "here");
    }

    private static Open open(String identifier, Asn asn) {
        return Open.of(asn, 180, Ipv4Address.parse(identifier), List.of());
    }
}
