package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerId;

/** An output of one peer's session. {@code UpdateReceived} and the like are passed on for the record; they are done. */
public record PeerOutput(PeerId peer, Output output) implements SpeakerOutput {}
