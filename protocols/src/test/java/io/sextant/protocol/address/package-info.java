/** Tests of addresses and prefixes. */
@NullMarked
package io.sextant.protocol.address;

import org.jspecify.annotations.NullMarked;
