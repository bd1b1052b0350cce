/** VXLAN (RFC 7348): the header, and the outer source port Linux derives from the inner flow. Knows no tunnel table. */
@NullMarked
package io.sextant.protocol.vxlan;

import org.jspecify.annotations.NullMarked;
