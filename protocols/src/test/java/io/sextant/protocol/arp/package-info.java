/** Tests of ARP. */
@NullMarked
package io.sextant.protocol.arp;

import org.jspecify.annotations.NullMarked;
