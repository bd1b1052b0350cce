package io.sextant.protocol.bfd;

/** Why a session last left UP (RFC 5880 §4.1), in the words of FRR 8.4 ({@code diag2str}). */
public enum BfdDiagnostic {
    NONE(0, "ok"),
    DETECTION_TIME_EXPIRED(1, "control detection time expired"),
    ECHO_FAILED(2, "echo function failed"),
    NEIGHBOUR_SIGNALED_DOWN(3, "neighbor signaled session down"),
    FORWARDING_PLANE_RESET(4, "forwarding plane reset"),
    PATH_DOWN(5, "path down"),
    CONCATENATED_PATH_DOWN(6, "concatenated path down"),
    ADMINISTRATIVELY_DOWN(7, "administratively down"),
    REVERSE_PATH_DOWN(8, "reverse concatenated path down");

    private final int code;
    private final String words;

    BfdDiagnostic(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** 0..8, as in the packet. */
    public int code() {
        return code;
    }

    /** As {@code show bfd peers} prints it. */
    public String words() {
        return words;
    }

    /** The diagnostic of a five-bit field; what RFC 5880 reserves reads as none. */
    static BfdDiagnostic of(int code) {
        for (BfdDiagnostic diagnostic : values()) {
            if (diagnostic.code == code) {
                return diagnostic;
            }
        }
        return NONE;
    }
}
