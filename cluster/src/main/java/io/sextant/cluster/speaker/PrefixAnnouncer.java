package io.sextant.cluster.speaker;

import io.sextant.protocol.address.Ipv4Prefix;

/** The BGP speaker of a node, as far as its service rules need it. */
public interface PrefixAnnouncer {

    void originate(Ipv4Prefix prefix);

    void withdraw(Ipv4Prefix prefix);
}
