package io.sextant.lab.console.command;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.topology.bfd.BfdDaemon;

/** FRR's configuration on a machine, as vtysh shows and changes it. */
public interface FrrRouter {

    /** What it is configured to do now. */
    FrrConfig config();

    /** bfdd, which runs once something asks for a session. */
    BfdDaemon bfdd();

    /** Its route-maps and lists, with how often they were asked. */
    PolicyBook policies();

    /** {@code configure terminal}. */
    ConfigTerminal configureTerminal();
}
