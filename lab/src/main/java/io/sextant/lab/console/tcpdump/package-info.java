/**
 * tcpdump: frames of one interface as lines of text, as release 4.99.3 prints them with {@code -nn}. It stands where
 * AF_PACKET stands: behind XDP, in front of tc. Knows octets and taps, nothing of who sends what and why.
 */
@NullMarked
package io.sextant.lab.console.tcpdump;

import org.jspecify.annotations.NullMarked;
