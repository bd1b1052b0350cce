package io.sextant.protocol.bgp.speaker;

/** What a speaker wants done or tells, in the order of the list it comes in. */
public sealed interface SpeakerOutput permits PeerOutput, RoutesChanged, RouteUpdate {}
