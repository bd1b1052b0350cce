package io.sextant.cluster.speaker;

import io.sextant.protocol.address.IpPrefix;

/** The BGP speaker of a node, as far as its service rules need it. */
public interface PrefixAnnouncer {

    void originate(IpPrefix prefix);

    void withdraw(IpPrefix prefix);
}
