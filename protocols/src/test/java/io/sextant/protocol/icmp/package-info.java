/** Tests of ICMP. */
@NullMarked
package io.sextant.protocol.icmp;

import org.jspecify.annotations.NullMarked;
