/** Tests of UDP. */
@NullMarked
package io.sextant.protocol.udp;

import org.jspecify.annotations.NullMarked;
