package io.sextant.lab.frr.mapping;

import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.map.PolicyBook;

/** Names bound to a policy book, which looks them up each time a route is asked about. */
public record BookPolicies(PolicyBook book) implements PolicyNames {

    @Override
    public NamedPolicy routeMap(String name) {
        return new NamedPolicy(name, book.routeMapPolicy(name), book.isDefined(name));
    }

    @Override
    public NamedPolicy prefixList(AddressFamily family, String name) {
        return list(isIpv4(family) ? ListKind.IPV4_PREFIX_LIST : ListKind.IPV6_PREFIX_LIST, name);
    }

    @Override
    public NamedPolicy accessList(AddressFamily family, String name) {
        return list(isIpv4(family) ? ListKind.IPV4_ACCESS_LIST : ListKind.IPV6_ACCESS_LIST, name);
    }

    @Override
    public NamedPolicy asPathList(String name) {
        return list(ListKind.AS_PATH_LIST, name);
    }

    private static boolean isIpv4(AddressFamily family) {
        return family.equals(AddressFamily.IPV4_UNICAST);
    }

    private NamedPolicy list(ListKind kind, String name) {
        ListRef ref = new ListRef(kind, name);
        return new NamedPolicy(name, book.filter(ref), book.lists().isDefined(ref));
    }
}
