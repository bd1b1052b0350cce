/** Tests of the package of the same name. */
@NullMarked
package io.sextant.protocol.bgp.speaker;

import org.jspecify.annotations.NullMarked;
