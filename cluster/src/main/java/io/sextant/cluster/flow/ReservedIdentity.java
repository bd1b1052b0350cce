package io.sextant.cluster.flow;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Security identities below 256: Cilium's own. */
public enum ReservedIdentity {
    UNKNOWN(0),
    HOST(1),
    WORLD(2),
    UNMANAGED(3),
    HEALTH(4),
    INIT(5),
    REMOTE_NODE(6),
    KUBE_APISERVER(7),
    INGRESS(8);

    private static final ReservedIdentity[] BY_NUMBER = values();
    private static final List<FlowEndpoint> ENDPOINTS =
            Stream.of(BY_NUMBER).map(ReservedIdentity::newEndpoint).toList();

    private final int number;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ReservedIdentity(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** As Hubble prints it: {@code remote-node}. */
    public String text() {
        return text;
    }

    /** The flow endpoint of an address that is known by this identity alone. */
    public FlowEndpoint endpoint() {
        return ENDPOINTS.get(number);
    }

    /** The identity with this number, or null when it is not a reserved one. */
    public static @Nullable ReservedIdentity ofNumber(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    private static FlowEndpoint newEndpoint(ReservedIdentity identity) {
        return new FlowEndpoint(0, identity.number, "", List.of("reserved:" + identity.text), "");
    }
}
