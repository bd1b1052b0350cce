/**
 * IPv4 (RFC 791): the header as a view and as a value, its checksum, and the rewriting of addresses and ports with every
 * checksum under them. Knows where TCP and UDP keep ports and checksum; knows nothing of routes, fragments' reassembly or
 * interfaces.
 */
@NullMarked
package io.sextant.protocol.ip;

import org.jspecify.annotations.NullMarked;
