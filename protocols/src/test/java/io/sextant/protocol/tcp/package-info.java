/** Tests of TCP. */
@NullMarked
package io.sextant.protocol.tcp;

import org.jspecify.annotations.NullMarked;
