package io.sextant.lab.frr.mapping;

import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.message.AddressFamily;

/** What the names of policies stand for. A name nobody defined denies everything. */
public interface PolicyNames {

    NamedPolicy routeMap(String name);

    NamedPolicy prefixList(AddressFamily family, String name);

    NamedPolicy accessList(AddressFamily family, String name);

    NamedPolicy asPathList(String name);
}
