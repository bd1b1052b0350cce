package io.sextant.lab.scenario.topology;

import java.util.List;

/**
 * What a node listens to besides what its programs bring along.
 *
 * @param udpEcho UDP ports whose datagrams are sent back (RFC 862)
 * @param udpDiscard UDP ports whose datagrams are taken and thrown away (RFC 863)
 * @param http TCP ports on which nginx serves its welcome page, at every address of either version of IP
 */
public record ListenSpec(List<Integer> udpEcho, List<Integer> udpDiscard, List<Integer> http) {

    public static final ListenSpec NOTHING = new ListenSpec(List.of(), List.of(), List.of());

    public ListenSpec {
        udpEcho = List.copyOf(udpEcho);
        udpDiscard = List.copyOf(udpDiscard);
        http = List.copyOf(http);
    }
}
