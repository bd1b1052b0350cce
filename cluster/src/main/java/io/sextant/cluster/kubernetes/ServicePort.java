package io.sextant.cluster.kubernetes;

/**
 * One port of a service.
 *
 * @param name empty if it has none
 * @param protocol 6 TCP, 17 UDP
 * @param targetPort the pods' port
 * @param nodePort 30000 to 32767, or 0 while none is assigned
 */
public record ServicePort(String name, int protocol, int port, int targetPort, int nodePort) {

    public static final int TCP = 6;
    public static final int UDP = 17;

    /** A TCP port without a name. */
    public static ServicePort tcp(int port, int targetPort) {
        return new ServicePort("", TCP, port, targetPort, 0);
    }

    ServicePort withNodePort(int value) {
        return new ServicePort(name, protocol, port, targetPort, value);
    }

    /** {@code 80:30256/TCP}, as kubectl prints it. */
    public String format() {
        return port + (nodePort == 0 ? "" : ":" + nodePort) + (protocol == UDP ? "/UDP" : "/TCP");
    }
}
