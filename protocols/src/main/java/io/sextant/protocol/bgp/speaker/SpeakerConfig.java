package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.rib.DecisionOptions;
import io.sextant.protocol.bgp.rib.NextHops;

/**
 * One BGP instance.
 *
 * @param nextHops asked whenever a path is learned, and again on {@link BgpSpeaker#nextHopsChanged}
 */
public record SpeakerConfig(
        SpeakerProfile profile, Asn localAs, Ipv4Address routerId, DecisionOptions decision, NextHops nextHops) {

    /** An instance with the profile's defaults and every next hop reachable. */
    public static SpeakerConfig of(SpeakerProfile profile, Asn localAs, Ipv4Address routerId) {
        DecisionOptions decision = DecisionOptions.defaults(profile.routes().multipathLimit());
        return new SpeakerConfig(profile, localAs, routerId, decision, NextHops.ALL_REACHABLE);
    }

    public SpeakerConfig withNextHops(NextHops other) {
        return new SpeakerConfig(profile, localAs, routerId, decision, other);
    }

    public SpeakerConfig withDecision(DecisionOptions other) {
        return new SpeakerConfig(profile, localAs, routerId, other, nextHops);
    }
}
