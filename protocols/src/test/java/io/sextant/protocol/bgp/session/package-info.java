/** Tests of the package of the same name. */
@NullMarked
package io.sextant.protocol.bgp.session;

import org.jspecify.annotations.NullMarked;
