/** Tests of IPv4. */
@NullMarked
package io.sextant.protocol.ip;

import org.jspecify.annotations.NullMarked;
