package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.NexthopObject;
import io.sextant.topology.routing.RibNextHop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ip nexthop}: the objects zebra made and those of the administrator, and the buckets of resilient groups. */
final class IpNexthops {

    private final List<ShownNexthop> objects = new ArrayList<>();
    private final Host host;
    private final IpOptions options;

    IpNexthops(Host host, List<NexthopObject> ofZebra, IpOptions options) {
        this.host = host;
        this.options = options;
        ofZebra.stream()
                .filter(object -> options.family() == 0 || isOf(options.family(), object))
                .forEach(object -> objects.add(ShownNexthop.of(object)));
        host.nexthops().all().stream()
                .filter(object -> options.family() == 0 || isOf(options.family(), object))
                .forEach(object -> objects.add(ShownNexthop.of(host, object)));
        objects.sort(Comparator.comparingInt(ShownNexthop::id));
    }

    /** Groups are of no family. */
    private static boolean isOf(int family, NexthopObject object) {
        RibNextHop hop = object.hop();
        if (hop == null) {
            return false;
        }
        IpAddress gateway = hop.gateway();
        int bits = gateway == null ? object.lengthBits() : gateway.lengthBits();
        return (bits == 128) == (family == 6);
    }

    private static boolean isOf(int family, NexthopObjects.Nexthop object) {
        return object instanceof NexthopObjects.Single single && (single.version() == IpVersion.IPV6) == (family == 6);
    }

    String run(List<String> words) throws IpException {
        if (words.isEmpty()) {
            return print(objects);
        }
        List<String> rest = words.subList(1, words.size());
        if (words.get(0).equals("get")) {
            return print(get(rest));
        }
        if (words.get(0).equals("bucket")) {
            return new NexthopBuckets(host, options).run(rest);
        }
        if (IpCommand.isShow(words.get(0))) {
            return print(show(rest));
        }
        throw unknown(words.get(0));
    }

    static IpException unknown(String word) {
        return new IpException(
                "Command \"" + word + "\" is unknown, try \"ip nexthop help\".", IpException.STATUS_UNKNOWN_COMMAND);
    }

    private String print(List<ShownNexthop> chosen) {
        if (!options.json()) {
            return chosen.stream().map(one -> one.text(options.details())).collect(Collectors.joining());
        }
        ArrayNode array = IpCommand.array();
        chosen.forEach(one -> one.json(array.addObject(), options.details()));
        return IpJson.print(array, options.pretty());
    }

    private List<ShownNexthop> get(List<String> words) throws IpException {
        if (words.size() != 2 || !words.get(0).equals("id")) {
            throw new IpException("Usage: ip nexthop get id ID", IpException.STATUS_UNKNOWN_COMMAND);
        }
        return byId(words.get(1));
    }

    private List<ShownNexthop> byId(String word) throws IpException {
        int id = number(word, "id value");
        List<ShownNexthop> found =
                objects.stream().filter(one -> one.id() == id).toList();
        if (found.isEmpty()) {
            throw new IpException("RTNETLINK answers: No such file or directory", IpException.STATUS_KERNEL);
        }
        return found;
    }

    static int number(String word, String what) throws IpException {
        if (!word.matches("[0-9]{1,9}")) {
            throw new IpException(
                    "Error: argument \"" + word + "\" is wrong: invalid " + what, IpException.STATUS_UNKNOWN_COMMAND);
        }
        return Integer.parseInt(word);
    }

    static void require(Host host, String device) throws IpException {
        if (host.interfaceNamed(device).isEmpty()) {
            throw new IpException(
                    "Error: argument \"" + device + "\" is wrong: Device does not exist\n",
                    IpException.STATUS_UNKNOWN_COMMAND);
        }
    }

    private List<ShownNexthop> show(List<String> words) throws IpException {
        List<ShownNexthop> chosen = objects;
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "id" -> {
                    return byId(IpCommand.argument(words, at));
                }
                case "groups" ->
                    chosen = chosen.stream().filter(ShownNexthop::isGroup).toList();
                case "dev" -> {
                    String device = IpCommand.argument(words, at++);
                    require(host, device);
                    chosen = chosen.stream()
                            .filter(one -> one.via().device().equals(device))
                            .toList();
                }
                case "proto", "protocol" ->
                    // iproute2 6.1.0 takes no protocol's name here, though its help offers it.
                    throw new IpException(
                            "Error: argument \"" + IpCommand.argument(words, at)
                                    + "\" is wrong: invalid protocol value",
                            IpException.STATUS_UNKNOWN_COMMAND);
                default ->
                    throw new IpException(
                            "ip nexthop show [ id ID ] [ dev DEV ] [ groups ] is supported here.",
                            IpException.STATUS_UNKNOWN_COMMAND);
            }
        }
        return chosen;
    }
}
