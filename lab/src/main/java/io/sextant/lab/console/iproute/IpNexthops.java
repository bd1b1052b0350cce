package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.routing.NexthopObject;
import io.sextant.topology.routing.RibNextHop;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ip nexthop}: the objects zebra made. */
final class IpNexthops {

    private final List<NexthopObject> objects;
    private final IpOptions options;

    IpNexthops(List<NexthopObject> objects, IpOptions options) {
        this.objects = objects;
        this.options = options;
    }

    String run(List<String> words) throws IpException {
        List<NexthopObject> chosen = objects;
        if (!words.isEmpty()) {
            boolean get = words.get(0).equals("get");
            if (!get && !IpCommand.isShow(words.get(0))) {
                throw new IpException(
                        "Command \"" + words.get(0) + "\" is unknown, try \"ip nexthop help\".",
                        IpException.STATUS_UNKNOWN_COMMAND);
            }
            if (words.size() > 1) {
                chosen = byId(words.subList(1, words.size()));
            }
        }
        if (!options.json()) {
            return chosen.stream().map(one -> text(one, options.details())).collect(Collectors.joining());
        }
        ArrayNode array = IpCommand.array();
        chosen.forEach(one -> json(array.addObject(), one, options.details()));
        return IpJson.print(array, options.pretty());
    }

    private List<NexthopObject> byId(List<String> words) throws IpException {
        if (words.size() != 2 || !words.get(0).equals("id") || !words.get(1).matches("[0-9]{1,9}")) {
            throw IpException.usage("ip nexthop [ show | get ] [ id NUMBER ] is supported here.");
        }
        int id = Integer.parseInt(words.get(1));
        List<NexthopObject> found =
                objects.stream().filter(one -> one.id() == id).toList();
        if (found.isEmpty()) {
            throw new IpException("RTNETLINK answers: No such file or directory", IpException.STATUS_KERNEL);
        }
        return found;
    }

    /** One line, ended. */
    static String text(NexthopObject object, boolean details) {
        StringBuilder out = new StringBuilder("id " + object.id() + " ");
        RibNextHop hop = object.hop();
        if (hop == null) {
            String members = object.members().stream().map(Object::toString).collect(Collectors.joining("/"));
            out.append("group ").append(members).append(details ? " scope global" : "");
        } else if (hop.dead() != null) {
            // The kernel's objects know one way of dropping; zebra makes blackholes of all (Linux 5.3 nexthop.c).
            out.append("blackhole");
        } else {
            IpAddress gateway = hop.gateway();
            out.append(gateway == null ? "" : "via " + gateway + " ");
            out.append("dev ").append(device(hop)).append(" scope ").append(scope(object, hop));
        }
        return out.append(" proto zebra \n").toString();
    }

    static void json(ObjectNode out, NexthopObject object, boolean details) {
        out.put("id", object.id());
        RibNextHop hop = object.hop();
        if (hop == null) {
            ArrayNode group = out.putArray("group");
            object.members().forEach(member -> group.addObject().put("id", member));
            if (details) {
                out.put("scope", "global");
            }
        } else if (hop.dead() != null) {
            out.put("blackhole", true);
        } else {
            IpAddress gateway = hop.gateway();
            if (gateway != null) {
                out.put("gateway", gateway.toString());
            }
            out.put("dev", device(hop)).put("scope", scope(object, hop));
        }
        out.put("protocol", "zebra").putArray("flags");
    }

    /** A gateway is on the link; a device alone leads to this host's own networks, which IPv6 says of no device. */
    private static String scope(NexthopObject object, RibNextHop hop) {
        return hop.gateway() == null && object.lengthBits() == 32 ? "host" : "link";
    }

    private static String device(RibNextHop hop) {
        return hop.device() == null ? "" : hop.device().name();
    }
}
