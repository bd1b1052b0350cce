package io.sextant.cluster.flow;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A field of Hubble's FlowFilter and how the server matches one value of it. */
public enum FlowField {
    SOURCE_IP,
    DESTINATION_IP,
    SOURCE_POD,
    DESTINATION_POD,
    SOURCE_SERVICE,
    DESTINATION_SERVICE,
    SOURCE_LABEL,
    DESTINATION_LABEL,
    SOURCE_IDENTITY,
    DESTINATION_IDENTITY,
    SOURCE_PORT,
    DESTINATION_PORT,
    PROTOCOL,
    VERDICT,
    EVENT_TYPE,
    TCP_FLAGS,
    HTTP_STATUS,
    NODE_NAME,
    REPLY;

    boolean matches(Flow flow, String value) {
        return switch (this) {
            case SOURCE_IP -> address(flow.source(), value);
            case DESTINATION_IP -> address(flow.destination(), value);
            case SOURCE_POD -> pod(flow.sourceEndpoint(), value);
            case DESTINATION_POD -> pod(flow.destinationEndpoint(), value);
            case SOURCE_SERVICE -> service(flow.sourceService(), value);
            case DESTINATION_SERVICE -> service(flow.destinationService(), value);
            case SOURCE_LABEL -> label(flow.sourceEndpoint(), value);
            case DESTINATION_LABEL -> label(flow.destinationEndpoint(), value);
            case SOURCE_IDENTITY -> identity(flow.sourceEndpoint(), value);
            case DESTINATION_IDENTITY -> identity(flow.destinationEndpoint(), value);
            case SOURCE_PORT -> port(flow.layer4(), true, value);
            case DESTINATION_PORT -> port(flow.layer4(), false, value);
            case PROTOCOL -> protocol(flow, value);
            case VERDICT -> flow.verdict().name().equals(value.toUpperCase(Locale.ROOT));
            case EVENT_TYPE -> eventType(flow, value);
            case TCP_FLAGS -> tcpFlags(flow, value);
            case HTTP_STATUS -> httpStatus(flow, value);
            case NODE_NAME -> flow.nodeName().equals(value);
            case REPLY -> Boolean.toString(Boolean.TRUE.equals(flow.isReply())).equals(value);
        };
    }

    private static boolean port(@Nullable Layer4 layer4, boolean source, String value) {
        return layer4 != null
                && Integer.toString(source ? layer4.sourcePortOrZero() : layer4.destinationPortOrZero())
                        .equals(value);
    }

    private static boolean address(IpAddress address, String value) {
        return value.indexOf('/') < 0
                ? address.toString().equals(value)
                : IpPrefix.parse(value).contains(address);
    }

    /** {@code namespace/prefix}; without a namespace, {@code default} is meant. */
    private static boolean pod(FlowEndpoint endpoint, String value) {
        int slash = value.indexOf('/');
        String namespace = slash < 0 ? "default" : value.substring(0, slash);
        return endpoint.namespace().equals(namespace)
                && endpoint.podName().startsWith(value.substring(slash + 1))
                && !endpoint.podName().isEmpty();
    }

    private static boolean service(@Nullable ServiceName service, String value) {
        int slash = value.indexOf('/');
        String namespace = slash < 0 ? "default" : value.substring(0, slash);
        return service != null
                && service.namespace().equals(namespace)
                && service.name().startsWith(value.substring(slash + 1));
    }

    /** {@code key=value} or {@code key}, with or without the source that Cilium writes in front ({@code k8s:}). */
    private static boolean label(FlowEndpoint endpoint, String value) {
        for (String label : endpoint.labels()) {
            String bare = label.substring(label.indexOf(':') + 1);
            if (label.equals(value) || bare.equals(value) || bare.startsWith(value + "=")) {
                return true;
            }
        }
        return false;
    }

    private static boolean identity(FlowEndpoint endpoint, String value) {
        ReservedIdentity reserved = ReservedIdentity.ofNumber(endpoint.identity());
        return Integer.toString(endpoint.identity()).equals(value)
                || reserved != null && reserved.text().equals(value);
    }

    private static boolean protocol(Flow flow, String value) {
        String protocol = value.toLowerCase(Locale.ROOT);
        return switch (protocol) {
            case "tcp" -> flow.layer4() instanceof Layer4.Tcp;
            case "udp" -> flow.layer4() instanceof Layer4.Udp;
            case "icmp" -> flow.layer4() instanceof Layer4.Icmpv4 || flow.layer4() instanceof Layer4.Icmpv6;
            case "icmpv4" -> flow.layer4() instanceof Layer4.Icmpv4;
            case "icmpv6" -> flow.layer4() instanceof Layer4.Icmpv6;
            case "http" -> flow.http() != null;
            default -> false;
        };
    }

    /** {@code type} or {@code type:sub}, both numbers. */
    private static boolean eventType(Flow flow, String value) {
        int colon = value.indexOf(':');
        String type = colon < 0 ? value : value.substring(0, colon);
        return Integer.toString(flow.eventType()).equals(type)
                && (colon < 0 || Integer.toString(flow.eventSubType()).equals(value.substring(colon + 1)));
    }

    /** {@code SYN,ACK}: all the flags named must be set. */
    private static boolean tcpFlags(Flow flow, String value) {
        if (!(flow.layer4() instanceof Layer4.Tcp tcp)) {
            return false;
        }
        int wanted = 0;
        for (String name : value.split(",", -1)) {
            wanted |= FlowSummary.flagOf(name.trim().toUpperCase(Locale.ROOT));
        }
        return wanted != 0 && (tcp.flags() & wanted) == wanted;
    }

    /** {@code 404}, or {@code 5+} for all that begin so. */
    private static boolean httpStatus(Flow flow, String value) {
        if (flow.http() == null || flow.http().code() == 0) {
            return false;
        }
        String code = Integer.toString(flow.http().code());
        return value.endsWith("+") ? code.startsWith(value.substring(0, value.length() - 1)) : code.equals(value);
    }
}
