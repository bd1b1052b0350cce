package io.sextant.lab.scenario.topology;

import java.util.List;

/**
 * What a node listens to besides what its programs bring along.
 *
 * @param udpEcho UDP ports whose datagrams are sent back (RFC 862)
 * @param udpDiscard UDP ports whose datagrams are taken and thrown away (RFC 863)
 */
public record ListenSpec(List<Integer> udpEcho, List<Integer> udpDiscard) {

    public static final ListenSpec NOTHING = new ListenSpec(List.of(), List.of());

    public ListenSpec {
        udpEcho = List.copyOf(udpEcho);
        udpDiscard = List.copyOf(udpDiscard);
    }
}
