package io.sextant.lab.frr.mapping;

import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.RoutePolicy;

/** Policies by name alone, for whoever reads a configuration without running it: each permits everything. */
public enum NamesOnly implements PolicyNames {
    INSTANCE;

    private static NamedPolicy of(String kind, String name) {
        return NamedPolicy.of(kind + name, RoutePolicy.PERMIT);
    }

    @Override
    public NamedPolicy routeMap(String name) {
        return of("map ", name);
    }

    @Override
    public NamedPolicy prefixList(AddressFamily family, String name) {
        return of("prefix-list ", name);
    }

    @Override
    public NamedPolicy accessList(AddressFamily family, String name) {
        return of("access-list ", name);
    }

    @Override
    public NamedPolicy asPathList(String name) {
        return of("as-path ", name);
    }
}
