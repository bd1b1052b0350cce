package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.AddressFamily;

/**
 * What a speaker that restarts gracefully tells the table behind it: that routes of a family are still to come, or that all
 * have come, so that what it installed in a former life and has not said again may go (FRR 8.4 {@code bgp_zebra_update}).
 */
public record RouteUpdate(AddressFamily family, boolean complete) implements SpeakerOutput {}
