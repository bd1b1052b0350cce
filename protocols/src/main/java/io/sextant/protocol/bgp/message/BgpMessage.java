package io.sextant.protocol.bgp.message;

/** One of the five BGP messages (RFC 4271 §4, RFC 2918 §3). */
public sealed interface BgpMessage permits Open, Update, Notification, Keepalive, RouteRefresh {

    /** The message type as it stands in the header and in counters. */
    MessageType type();
}
