package io.sextant.cluster.loadbalancer;

/** The name of a backend that Maglev hashes; it differs between Cilium's versions. */
public enum BackendNaming {
    /** Recent releases: {@code [10.0.1.10:80/TCP,State:active]}. */
    ADDRESS_PROTOCOL_STATE {
        @Override
        public String nameOf(String address, int port, String protocol) {
            return "[" + address + ":" + port + "/" + protocol + ",State:active]";
        }
    },
    /** Old releases such as 1.10: {@code 10.0.1.10:80}. Not verified against a running agent. */
    ADDRESS {
        @Override
        public String nameOf(String address, int port, String protocol) {
            return address + ":" + port;
        }
    };

    /**
     * The name of an active backend.
     *
     * @param address in dotted notation, or IPv6 in brackets
     * @param protocol {@code TCP} or {@code UDP}
     */
    public abstract String nameOf(String address, int port, String protocol);
}
