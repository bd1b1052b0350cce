package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.rib.RibDelta;

/** The Loc-RIB changed; the routing daemon behind the speaker takes it from here. Never empty. */
public record RoutesChanged(RibDelta delta) implements SpeakerOutput {}
