/**
 * Wires and what joins them: channels, links, switches. Knows frames, time and chance; nothing of addresses above
 * Ethernet.
 */
@NullMarked
package io.sextant.topology.link;

import org.jspecify.annotations.NullMarked;
