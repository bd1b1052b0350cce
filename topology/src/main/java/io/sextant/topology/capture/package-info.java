/**
 * Captures as files: pcapng, written fast and never half.
 *
 * <p>Knows: the pcapng format (draft-ietf-opsawg-pcapng) as far as Wireshark and tshark need it, and how a file comes
 * into being whole or not at all.
 *
 * <p>Must not know: interfaces, hooks, frames or the simulator. Octets, names and times arrive as plain values; which
 * packet is captured where is the taps' business.
 */
@NullMarked
package io.sextant.topology.capture;

import org.jspecify.annotations.NullMarked;
