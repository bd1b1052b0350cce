/** ARP for IPv4 over Ethernet (RFC 826): the packet alone. Knows nothing of neighbour tables, retries or time. */
@NullMarked
package io.sextant.protocol.arp;

import org.jspecify.annotations.NullMarked;
