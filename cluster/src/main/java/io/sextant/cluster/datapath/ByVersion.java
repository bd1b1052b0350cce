package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpVersion;

/** One of a thing for each version of IP: Cilium keeps {@code …4} and {@code …6} maps of most kinds. */
record ByVersion<T>(T ipv4, T ipv6) {

    T of(IpVersion version) {
        return version == IpVersion.IPV4 ? ipv4 : ipv6;
    }
}
