package io.sextant.protocol.bfd;

/** What a session wants done, in order. */
public sealed interface BfdOutput {

    /** Send this to the peer. */
    record Send(BfdPacket packet) implements BfdOutput {}

    /** The session went from one state to another. */
    record StateChanged(BfdState from, BfdState to, BfdDiagnostic diagnostic) implements BfdOutput {}
}
