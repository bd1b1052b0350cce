package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;

/** An FRR router of the lab: bgpd and zebra on a host. */
public record Router(RouterSpec spec, BgpDaemon bgpd, Zebra zebra) {}
