/** Tests of octets and checksums, and the helpers with which every wire test is written. */
@NullMarked
package io.sextant.protocol.wire;

import org.jspecify.annotations.NullMarked;
