package io.sextant.cluster.workload;

import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpAcceptor;
import io.sextant.topology.host.TcpListener;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import java.util.random.RandomGenerator;

/** What a program needs of the machine it runs on. A seam: tests put two programs back to back without a network. */
interface Sockets {

    /** The machine's name, for labels and random streams. */
    String name();

    Scheduler scheduler();

    RandomGenerator random(String stream);

    TcpSocket connect(IpAddress remote, int port, TcpSocketOptions options, TcpSocketHandler handler);

    TcpListener listen(int port, TcpSocketOptions options, TcpAcceptor acceptor);

    /** Whether the routing table has a way to an address. */
    boolean hasRouteTo(IpAddress target);

    /** A host's own. */
    static Sockets of(Host host) {
        return new HostSockets(host);
    }

    /** The sockets of a simulated machine. */
    record HostSockets(Host host) implements Sockets {

        @Override
        public String name() {
            return host.name();
        }

        @Override
        public Scheduler scheduler() {
            return host.network().scheduler();
        }

        @Override
        public RandomGenerator random(String stream) {
            return host.network().random(stream);
        }

        @Override
        public TcpSocket connect(IpAddress remote, int port, TcpSocketOptions options, TcpSocketHandler handler) {
            return host.tcp().connect(remote, port, options, handler);
        }

        @Override
        public TcpListener listen(int port, TcpSocketOptions options, TcpAcceptor acceptor) {
            TcpListener ipv4 = host.tcp().listen(null, port, options, acceptor);
            return host.ipv6().isOn()
                    ? new BothVersions(ipv4, host.tcp().listen(Ipv6Address.ANY, port, options, acceptor))
                    : ipv4;
        }

        /** One port of both versions of IP, on two sockets as {@code listen 80; listen [::]:80;} makes them. */
        private record BothVersions(TcpListener ipv4, TcpListener ipv6) implements TcpListener {

            @Override
            public IpAddress address() {
                return ipv4.address();
            }

            @Override
            public int port() {
                return ipv4.port();
            }

            @Override
            public void close() {
                ipv4.close();
                ipv6.close();
            }
        }

        @Override
        public boolean hasRouteTo(IpAddress target) {
            return host.sourceFor(target).isPresent();
        }
    }
}
