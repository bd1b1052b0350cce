/**
 * BGP-4 on the wire: messages as immutable records with their decoding and encoding side by side, path attributes as
 * one immutable value, and {@link io.sextant.protocol.bgp.message.BgpCodec}, which takes a stream cut anywhere. An error
 * here is the answer owed to the peer (RFC 4271 §6, RFC 7606). Knows nothing of states, tables, policy or time.
 */
@NullMarked
package io.sextant.protocol.bgp.message;

import org.jspecify.annotations.NullMarked;
