package io.sextant.topology.ecmp;

/**
 * An IPv4 packet a router's own socket sends, as far as its routing looks at it.
 *
 * @param socket how the socket sends
 * @param boundSource the address it is bound to, or 0
 * @param target where it sends to
 * @param sourcePort the port, which must be known: see {@link Predictability.Reason#RANDOM_CONNECT_PORT}; ICMP has none
 * @param targetPort ICMP has none
 */
public record LocalFlow(Socket socket, int boundSource, int target, int sourcePort, int targetPort) {
    /** How a socket of the router sends. */
    public enum Socket {
        TCP(6, true),
        UDP_CONNECTED(17, true),
        /** UDP with the target named at each send. */
        UDP_SENDTO(17, false),
        /** An ICMP echo request. */
        ICMP_ECHO(1, false);

        private final int protocol;
        private final boolean connects;

        Socket(int protocol, boolean connects) {
            this.protocol = protocol;
            this.connects = connects;
        }

        int protocol() {
            return protocol;
        }

        /** Whether the socket looks up a route for its source address first and then one with it. */
        boolean connects() {
            return connects;
        }
    }

    private static final int ECHO_REQUEST_AS_PORT = 8 << 8;

    /** The hash of a lookup of this flow from {@code source}. */
    int hash31(FlowHash hash, int source) {
        return socket == Socket.ICMP_ECHO
                ? hash.hash31OfLocalIpv4(source, target, socket.protocol(), 0, ECHO_REQUEST_AS_PORT)
                : hash.hash31OfLocalIpv4(source, target, socket.protocol(), sourcePort, targetPort);
    }
}
