/** Tests of the package of the same name. */
@NullMarked
package io.sextant.protocol.bgp.rib;

import org.jspecify.annotations.NullMarked;
