package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Section;
import io.sextant.lab.frr.running.ConfigPart;
import io.sextant.protocol.address.IpAddress;
import java.util.List;
import java.util.Optional;

/** The commands vtysh answers here; its configuration is {@link VtySession}'s. */
final class ShowCommands {

    /** What FRR 8.4.4 of Debian 12 was configured with when it was built. */
    private static final String DEBIAN_12_BUILD =
            "'--build=x86_64-linux-gnu' '--prefix=/usr' '--includedir=${prefix}/include'"
                    + " '--mandir=${prefix}/share/man' '--infodir=${prefix}/share/info' '--sysconfdir=/etc'"
                    + " '--localstatedir=/var' '--disable-option-checking' '--disable-silent-rules'"
                    + " '--libdir=${prefix}/lib/x86_64-linux-gnu' '--libexecdir=${prefix}/lib/x86_64-linux-gnu'"
                    + " '--disable-maintainer-mode' '--localstatedir=/var/run/frr' '--sbindir=/usr/lib/frr'"
                    + " '--sysconfdir=/etc/frr' '--with-vtysh-pager=/usr/bin/pager'"
                    + " '--libdir=/usr/lib/x86_64-linux-gnu/frr'"
                    + " '--with-moduledir=/usr/lib/x86_64-linux-gnu/frr/modules' '--disable-dependency-tracking'"
                    + " '--enable-rpki' '--disable-scripting' '--disable-pim6d' '--with-libpam' '--enable-doc'"
                    + " '--enable-doc-html' '--enable-snmp' '--enable-fpm' '--disable-protobuf' '--disable-zeromq'"
                    + " '--enable-ospfapi' '--enable-bgp-vnc' '--enable-multipath=256' '--enable-user=frr'"
                    + " '--enable-group=frr' '--enable-vty-group=frrvty' '--enable-configfile-mask=0640'"
                    + " '--enable-logfile-mask=0640' 'build_alias=x86_64-linux-gnu' 'PYTHON=python3'";

    private final Machine machine;

    ShowCommands(Machine machine) {
        this.machine = machine;
    }

    /** What the line prints. */
    String run(VtyWords words) throws VtyException {
        if (words.take("clear")) {
            return ClearCommand.run(machine, words);
        }
        if (words.take("write")) {
            return runningConfig(words);
        }
        if (!words.take("show")) {
            throw words.unknown();
        }
        if (words.take("version")) {
            words.end();
            return version();
        }
        if (words.take("running-config")) {
            return runningConfig(words);
        }
        if (words.take("bgp")) {
            return bgp(words);
        }
        if (words.take("bfd")) {
            return new BfdShow(machine).run(words);
        }
        if (words.take("route-map")) {
            return new RouteMapShow(router(words)).run(words);
        }
        if (words.take("interface")) {
            return new InterfaceShow(machine).run(words);
        }
        if (words.take("ip")) {
            return ip(words, false);
        }
        if (words.take("ipv6")) {
            return ip(words, true);
        }
        if (words.take("mac")) {
            return accessLists(words, List.of(), false);
        }
        return daemons(words);
    }

    /** What is about the daemons themselves. */
    private String daemons(VtyWords words) throws VtyException {
        if (words.take("daemons")) {
            words.end();
            return " zebra" + (machine.bgpd().isPresent() ? " bgpd" : "") + " staticd" + (hasBfdd() ? " bfdd\n" : "\n");
        }
        if (words.take("nexthop-group")) {
            return new NexthopGroupShow(machine).run(words);
        }
        if (words.take("startup-config")) {
            words.end();
            return "";
        }
        if (words.take("router-id")) {
            return routerId(words);
        }
        throw words.unknown();
    }

    /** bfdd runs where a session is asked for. */
    private boolean hasBfdd() {
        return machine.router()
                .filter(router -> !router.bfdd().peers().isEmpty())
                .isPresent();
    }

    private String bgp(VtyWords words) throws VtyException {
        if (words.take("as-path-access-list")) {
            return new BgpListShow(router(words).config()).asPaths(words);
        }
        for (String kind : List.of("community-list", "large-community-list", "extcommunity-list")) {
            // With a name and no more it is the routes whose communities the list lets through.
            if (words.isNext(kind) && (words.isLast() || words.endsWith("detail"))) {
                words.take(kind);
                return new BgpListShow(router(words).config()).communities(kind, words);
            }
        }
        return new BgpCommands(machine, words).run(false);
    }

    private String accessLists(VtyWords words, List<Section> lists, boolean ipv6) throws VtyException {
        words.take("access-list");
        return new AccessListShow(lists, ipv6, hasBfdd()).run(words);
    }

    private String ip(VtyWords words, boolean ipv6) throws VtyException {
        if (words.take("prefix-list")) {
            return new PrefixListShow(router(words).config(), ipv6).run(words);
        }
        if (words.isNext("access-list")) {
            List<Section> lists = Lists.of(router(words).config(), ipv6 ? "ipv6 access-list" : "access-list");
            return accessLists(words, lists, ipv6);
        }
        if (words.take("as-path-access-list")) {
            return new BgpListShow(router(words).config()).asPaths(words);
        }
        if (words.take("forwarding")) {
            words.end();
            boolean on = ipv6
                    ? machine.host().ipv6().sysctl().forwarding()
                    : machine.host().sysctl().ipForward();
            return (ipv6 ? "ipv6 forwarding is " : "IP forwarding is ") + (on ? "on\n" : "off\n");
        }
        if (words.take("router-id")) {
            return routerId(words);
        }
        if (words.take("bgp")) {
            return new BgpCommands(machine, words).run(true);
        }
        if (words.take("nht") || words.take("import-check")) {
            Optional<IpAddress> address = words.takeAnyAddress();
            words.end();
            return new NhtShow(machine).text(ipv6, address);
        }
        if (words.take("route") || words.take("ro")) {
            return new RouteCommands(machine, words).run(ipv6, false);
        }
        if (words.take("fib")) {
            return new RouteCommands(machine, words).run(ipv6, true);
        }
        throw words.unknown();
    }

    private FrrRouter router(VtyWords words) throws VtyException {
        return machine.router().orElseThrow(words::notModelled);
    }

    /** zebra tells only what was configured, and {@code ip router-id} is not modelled. */
    private static String routerId(VtyWords words) throws VtyException {
        words.end();
        return "";
    }

    private String runningConfig(VtyWords words) throws VtyException {
        words.take("terminal");
        FrrConfig config = router(words).config();
        Optional<ConfigPart> part = Optional.of(ConfigPart.ALL);
        if (!words.isAtEnd() && !words.isNext("no-header")) {
            part = ConfigPart.of(words.next());
        }
        boolean header = !words.take("no-header");
        words.end();
        if (part.isEmpty()) {
            throw words.notModelled();
        }
        String text = config.runningConfig(machine.name(), part.get());
        return (header ? "Building configuration...\n\nCurrent configuration:\n!\n" : "") + text;
    }

    /** FRR says of the kernel what {@code uname -r} says. */
    private String version() {
        String kernel = machine.host().profile().kernel().name();
        return "FRRouting 8.4.4 (" + machine.name() + ") on Linux(" + kernel.replace("Linux ", "")
                + ").\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\nconfigured with:\n    " + DEBIAN_12_BUILD + "\n";
    }
}
