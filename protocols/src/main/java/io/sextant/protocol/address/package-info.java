/** Addresses and prefixes as values. Knows octets and text, nothing of packets, tables or time. */
@NullMarked
package io.sextant.protocol.address;

import org.jspecify.annotations.NullMarked;
