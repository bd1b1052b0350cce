package io.sextant.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpLoadClientTest {

    private final Wire wire = new Wire();
    private final Host client = wire.host();
    private final Host server = wire.host();

    /** Writes down what it hears. */
    private final class Heard implements HttpLoadListener {

        final List<String> lines = new ArrayList<>();
        int answers;

        @Override
        public void onOpened(TcpSocket socket) {
            lines.add("opened to " + socket.remoteAddress() + ":" + socket.remotePort());
            assertThat(socket.localPort()).isBetween(32_768, 60_999);
        }

        @Override
        public void onConnected(TcpSocket socket, long elapsedNanos) {
            lines.add("connected");
            assertThat(elapsedNanos).isPositive();
        }

        @Override
        public void onRequest(TcpSocket socket) {
            lines.add("request");
        }

        @Override
        public void onAnswer(TcpSocket socket, int status, long bodyOctets, long elapsedNanos) {
            answers++;
            assertThat(elapsedNanos).isPositive();
            lines.add("answer " + status + " " + bodyOctets);
        }

        @Override
        public void onEnded(HttpLoadEnd end, String words) {
            lines.add(seconds() + " " + end + ": " + words);
        }
    }

    private long seconds() {
        return wire.simulator.nanos() / Wire.SECOND;
    }

    private static HttpLoadRequest get(int port, long holdSeconds, long intervalSeconds) {
        return HttpLoadRequest.get(
                Wire.address(2), port, "/", "10.0.0.2", holdSeconds * Wire.SECOND, intervalSeconds * Wire.SECOND);
    }

    @Test
    void a_short_connection_asks_once_and_closes() {
        Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient load = HttpLoadClient.start(client, get(80, 0, 0), heard);
        wire.runFor(1);
        assertThat(heard.lines)
                .containsExactly(
                        "opened to 10.0.0.2:80",
                        "connected",
                        "request",
                        "answer 200 615",
                        "0 COMPLETED: held to its end");
        assertThat(load.isOver()).isTrue();
    }

    @Test
    void a_connection_that_is_held_asks_again_and_again() {
        NginxServer nginx = Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(80, 60, 10), heard);
        wire.runFor(70);
        assertThat(heard.answers).as("at 0, 10, 20, 30, 40 and 50 s").isEqualTo(6);
        assertThat(heard.lines).last().isEqualTo("60 COMPLETED: held to its end");
        assertThat(nginx.acceptedConnections()).isEqualTo(1);
        assertThat(nginx.openConnections()).isZero();
        assertThat(nginx.log().written()).isEqualTo(6);
    }

    @Test
    void a_kept_connection_is_answered_without_waiting_for_acknowledgments() {
        Wire.nginx(server);
        List<Long> times = new ArrayList<>();
        HttpLoadClient.start(client, get(80, 5, 1), new HttpLoadListener() {
            @Override
            public void onOpened(TcpSocket socket) {}

            @Override
            public void onRequest(TcpSocket socket) {}

            @Override
            public void onAnswer(TcpSocket socket, int status, long bodyOctets, long elapsedNanos) {
                times.add(elapsedNanos);
            }

            @Override
            public void onEnded(HttpLoadEnd end, String words) {}
        });
        wire.runFor(6);
        assertThat(times).hasSize(5).allSatisfy(nanos -> assertThat(nanos).isLessThan(2_000_000));
    }

    @Test
    void the_servers_keep_alive_time_ends_a_connection_that_rests_longer() {
        Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(80, 200, 100), heard);
        wire.runFor(120);
        assertThat(heard.lines).last().isEqualTo("65 COMPLETED: the server closed the connection between two requests");
    }

    @Test
    void a_closed_port_refuses() {
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(81, 0, 0), heard);
        wire.runFor(1);
        assertThat(heard.lines).containsExactly("opened to 10.0.0.2:81", "0 REFUSED: connection refused");
    }

    @Test
    void silence_times_out() {
        Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(80, 600, 10), heard);
        wire.runFor(15);
        server.powerOff();
        wire.runFor(100);
        assertThat(heard.answers).isEqualTo(2);
        assertThat(heard.lines).last().asString().startsWith("50 TIMED_OUT: no answer within 30000 ms");
    }

    @Test
    void a_dead_neighbour_is_no_route_to_host() {
        server.powerOff();
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(80, 0, 0), heard);
        wire.runFor(31);
        assertThat(heard.lines).last().asString().contains("UNREACHABLE: no route to host");
    }

    @Test
    void a_killed_server_closes_its_connections() {
        NginxServer nginx = Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(80, 60, 10), heard);
        wire.runFor(5);
        nginx.kill();
        wire.runFor(1);
        assertThat(heard.lines).last().isEqualTo("5 COMPLETED: the server closed the connection between two requests");
    }

    @Test
    void a_rebooted_server_answers_an_old_connection_with_a_reset() {
        Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient.start(client, get(80, 60, 10), heard);
        wire.runFor(5);
        server.powerOff();
        server.powerOn();
        wire.runFor(60);
        assertThat(heard.lines).last().asString().contains("RESET: connection reset by peer");
    }

    @Test
    void stopping_the_load_closes_what_is_open() {
        NginxServer nginx = Wire.nginx(server);
        Heard heard = new Heard();
        HttpLoadClient load = HttpLoadClient.start(client, get(80, 60, 10), heard);
        wire.runFor(5);
        load.stop();
        load.stop();
        wire.runFor(1);
        assertThat(heard.lines).last().isEqualTo("5 COMPLETED: closed at the end of the load");
        assertThat(nginx.openConnections()).isZero();
    }
}
