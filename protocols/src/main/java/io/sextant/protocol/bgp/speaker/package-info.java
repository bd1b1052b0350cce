/**
 * Sessions and tables as one pure machine: {@link io.sextant.protocol.bgp.speaker.BgpSpeaker}. It waits as long as the
 * profile's program would between hearing, deciding and telling. Knows everything of BGP here, nothing of sockets, links,
 * kernels or clusters.
 */
@NullMarked
package io.sextant.protocol.bgp.speaker;

import org.jspecify.annotations.NullMarked;
