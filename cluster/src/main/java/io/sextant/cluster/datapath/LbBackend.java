package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;

/** A backend of a service: an entry of {@code cilium_lb4_backends} or {@code lb6}. */
public record LbBackend(int id, IpAddress address, int port, int protocol) {

    /** {@code 10.0.3.12:80} or {@code [fd00:10:0:3::12]:80}. */
    @Override
    public String toString() {
        return address.version() == IpVersion.IPV4 ? address + ":" + port : "[" + address + "]:" + port;
    }
}
