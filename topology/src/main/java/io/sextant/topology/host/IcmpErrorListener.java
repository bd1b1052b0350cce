package io.sextant.topology.host;

/** Hears every ICMP error a host receives, also those no socket asked for. */
@FunctionalInterface
public interface IcmpErrorListener {
    void onError(IcmpError error);
}
