package io.sextant.cluster.flow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A filtering flag of {@code hubble observe}: its names and the fields of the request it sets. */
enum ObserveFlag {
    NAMESPACE(FlowField.SOURCE_POD, FlowField.DESTINATION_POD, "-n --namespace"),
    FROM_NAMESPACE(FlowField.SOURCE_POD, FlowField.SOURCE_POD, "--from-namespace"),
    TO_NAMESPACE(FlowField.DESTINATION_POD, FlowField.DESTINATION_POD, "--to-namespace"),
    POD(FlowField.SOURCE_POD, FlowField.DESTINATION_POD, "--pod"),
    FROM_POD(FlowField.SOURCE_POD, FlowField.SOURCE_POD, "--from-pod"),
    TO_POD(FlowField.DESTINATION_POD, FlowField.DESTINATION_POD, "--to-pod"),
    IP(FlowField.SOURCE_IP, FlowField.DESTINATION_IP, "--ip"),
    FROM_IP(FlowField.SOURCE_IP, FlowField.SOURCE_IP, "--from-ip"),
    TO_IP(FlowField.DESTINATION_IP, FlowField.DESTINATION_IP, "--to-ip"),
    PORT(FlowField.SOURCE_PORT, FlowField.DESTINATION_PORT, "--port"),
    FROM_PORT(FlowField.SOURCE_PORT, FlowField.SOURCE_PORT, "--from-port"),
    TO_PORT(FlowField.DESTINATION_PORT, FlowField.DESTINATION_PORT, "--to-port"),
    SERVICE(FlowField.SOURCE_SERVICE, FlowField.DESTINATION_SERVICE, "--service"),
    FROM_SERVICE(FlowField.SOURCE_SERVICE, FlowField.SOURCE_SERVICE, "--from-service"),
    TO_SERVICE(FlowField.DESTINATION_SERVICE, FlowField.DESTINATION_SERVICE, "--to-service"),
    LABEL(FlowField.SOURCE_LABEL, FlowField.DESTINATION_LABEL, "-l --label"),
    FROM_LABEL(FlowField.SOURCE_LABEL, FlowField.SOURCE_LABEL, "--from-label"),
    TO_LABEL(FlowField.DESTINATION_LABEL, FlowField.DESTINATION_LABEL, "--to-label"),
    IDENTITY(FlowField.SOURCE_IDENTITY, FlowField.DESTINATION_IDENTITY, "--identity"),
    FROM_IDENTITY(FlowField.SOURCE_IDENTITY, FlowField.SOURCE_IDENTITY, "--from-identity"),
    TO_IDENTITY(FlowField.DESTINATION_IDENTITY, FlowField.DESTINATION_IDENTITY, "--to-identity"),
    PROTOCOL(FlowField.PROTOCOL, FlowField.PROTOCOL, "--protocol"),
    VERDICT(FlowField.VERDICT, FlowField.VERDICT, "--verdict"),
    TYPE(FlowField.EVENT_TYPE, FlowField.EVENT_TYPE, "-t --type"),
    TCP_FLAGS(FlowField.TCP_FLAGS, FlowField.TCP_FLAGS, "--tcp-flags"),
    HTTP_STATUS(FlowField.HTTP_STATUS, FlowField.HTTP_STATUS, "--http-status"),
    NODE_NAME(FlowField.NODE_NAME, FlowField.NODE_NAME, "--node-name");

    private final FlowField leftField;
    private final FlowField rightField;
    /** Separated by spaces. */
    private final String names;

    ObserveFlag(FlowField leftField, FlowField rightField, String names) {
        this.leftField = leftField;
        this.rightField = rightField;
        this.names = names;
    }

    FlowField leftField() {
        return leftField;
    }

    FlowField rightField() {
        return rightField;
    }

    /** The value as the request carries it: namespaces become pod patterns, event names become numbers. */
    String fieldValue(String text) {
        return switch (this) {
            case NAMESPACE, FROM_NAMESPACE, TO_NAMESPACE -> text + "/";
            case TYPE -> eventType(text);
            default -> text;
        };
    }

    static @Nullable ObserveFlag of(String argument) {
        for (ObserveFlag flag : values()) {
            if ((" " + flag.names + " ").contains(" " + argument + " ")) {
                return flag;
            }
        }
        return null;
    }

    private static String eventType(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        int type =
                switch (kind.toLowerCase(Locale.ROOT)) {
                    case "drop" -> Flow.EVENT_DROP;
                    case "trace" -> Flow.EVENT_TRACE;
                    case "policy-verdict" -> Flow.EVENT_POLICY_VERDICT;
                    case "l7" -> Flow.EVENT_LAYER_7;
                    default -> throw new IllegalArgumentException("unknown event type: " + text);
                };
        if (colon < 0) {
            return Integer.toString(type);
        }
        String sub = text.substring(colon + 1);
        TracePoint point = TracePoint.ofText(sub);
        if (point != null) {
            return type + ":" + point.number();
        }
        if (!sub.isEmpty() && sub.chars().allMatch(Character::isDigit)) {
            return type + ":" + sub;
        }
        throw new IllegalArgumentException("unable to parse event sub-type: " + sub);
    }
}
