package io.sextant.protocol.tcp;

/** The control bits of a TCP header (RFC 9293 §3.1), as one octet holds them. */
public final class TcpFlags {

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;

    private static final String LETTERS = "FSRP.UEW";

    private TcpFlags() {}

    /** As tcpdump writes them: {@code S.} for SYN and ACK, {@code none} for no bit. */
    public static String format(int flags) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 8; bit++) {
            if ((flags >>> bit & 1) != 0 && 1 << bit != ACK) {
                text.append(LETTERS.charAt(bit));
            }
        }
        if ((flags & ACK) != 0) {
            text.append('.');
        }
        return text.length() == 0 ? "none" : text.toString();
    }
}
