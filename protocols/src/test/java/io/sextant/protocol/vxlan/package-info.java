/** Tests of VXLAN. */
@NullMarked
package io.sextant.protocol.vxlan;

import org.jspecify.annotations.NullMarked;
