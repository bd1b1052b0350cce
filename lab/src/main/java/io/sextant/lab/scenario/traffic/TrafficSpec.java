package io.sextant.lab.scenario.traffic;

import io.sextant.lab.yaml.Located;
import java.util.List;

/** Something clients do. Sealed: a curl, a ping, an HTTP load or UDP flows. */
public sealed interface TrafficSpec extends Located permits CurlSpec, PingSpec, HttpLoadSpec, UdpSpec {

    String name();

    /** The nodes that do it, in the topology's order; never empty. */
    List<String> from();

    /** When it begins, counted from the start of the run. */
    long startNanos();

    /** One row per kind, so that a new kind does not compile until everyone has an answer. */
    <R> R dispatchTo(Handler<R> handler);

    interface Handler<R> {
        R onCurl(CurlSpec curl);

        R onPing(PingSpec ping);

        R onHttpLoad(HttpLoadSpec load);

        R onUdp(UdpSpec udp);
    }
}
