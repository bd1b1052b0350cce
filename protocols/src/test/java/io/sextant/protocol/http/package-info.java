/** Tests of HTTP. */
@NullMarked
package io.sextant.protocol.http;

import org.jspecify.annotations.NullMarked;
