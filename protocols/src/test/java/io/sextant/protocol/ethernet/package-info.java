/** Tests of Ethernet. */
@NullMarked
package io.sextant.protocol.ethernet;

import org.jspecify.annotations.NullMarked;
