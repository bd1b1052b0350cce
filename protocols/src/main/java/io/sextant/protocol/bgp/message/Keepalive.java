package io.sextant.protocol.bgp.message;

/** A header and nothing else (RFC 4271 §4.4). */
public record Keepalive() implements BgpMessage {

    public static final Keepalive INSTANCE = new Keepalive();

    @Override
    public MessageType type() {
        return MessageType.KEEPALIVE;
    }
}
