package io.sextant.lab.console.iproute;

import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.tcp.TcpState;
import io.sextant.topology.host.TcpListener;
import io.sextant.topology.host.TcpSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ss -tn}: TCP sockets, numeric, laid out as release 6.1.0 does into a file. Sockets come in order of creation; the
 * kernel's order, by hash, means nothing.
 */
public final class SsCommand implements Command {

    private static final String USAGE =
            "ss: there are -t (TCP) and -n (numeric), both needed, with -a (all) or -l" + " (listening) as well\n";
    private static final int STATUS_USAGE = 255;
    private static final List<String> HEADER =
            List.of("State", "Recv-Q", "Send-Q", "Local Address:", "Port", "Peer Address:", "Port", "Process");
    private static final List<String> DELIMITERS = List.of("", " ", " ", " ", "", " ", "", "");

    /** What a listener takes: Linux' net.core.somaxconn since 5.4, which no program here lowers. */
    private static final int BACKLOG = 4096;

    private static final int LOCAL_ADDRESS = 3;
    private static final int PEER_ADDRESS = 5;

    @Override
    public String name() {
        return "ss";
    }

    @Override
    public boolean isOn(Machine machine) {
        return true;
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        StringBuilder letters = new StringBuilder();
        for (String argument : arguments) {
            if (!argument.matches("-[tnal]+")) {
                return new Printed(USAGE, STATUS_USAGE);
            }
            letters.append(argument);
        }
        boolean all = letters.indexOf("a") >= 0;
        boolean listening = letters.indexOf("l") >= 0;
        if (letters.indexOf("t") < 0 || letters.indexOf("n") < 0) {
            return new Printed(USAGE, STATUS_USAGE);
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        if (all || listening) {
            machine.host().tcp().listeners().forEach(listener -> rows.add(row(listener)));
        }
        if (all || !listening) {
            for (TcpSocket socket : machine.host().tcp().sockets()) {
                if (all || isShownByDefault(socket.state())) {
                    rows.add(row(socket));
                }
            }
        }
        return Printed.ok(print(rows));
    }

    /** Without -a: neither what is gone nor what has not come about (misc/ss.c, SS_CONN). */
    private static boolean isShownByDefault(TcpState state) {
        return state != TcpState.CLOSED && state != TcpState.TIME_WAIT && state != TcpState.SYN_RECEIVED;
    }

    private static List<String> row(TcpListener listener) {
        IpAddress any = listener.address().version() == IpVersion.IPV4 ? Ipv4Address.ANY : Ipv6Address.ANY;
        return row("LISTEN", BACKLOG, end(listener.address()), listener.port() + "", end(any), "*");
    }

    private static List<String> row(TcpSocket socket) {
        return row(
                word(socket.state()),
                socket.sendQueueOctets(),
                end(socket.localAddress()),
                socket.localPort() + "",
                end(socket.remoteAddress()),
                socket.remotePort() + "");
    }

    /** Programs here read at once what comes in, so that nothing waits in Recv-Q. */
    private static List<String> row(
            String state, int sendQueue, String local, String localPort, String peer, String peerPort) {
        return List.of(state, "0", Integer.toString(sendQueue), local, localPort, peer, peerPort, "");
    }

    /** IPv6 addresses stand in brackets, so that the port stands out. */
    private static String end(IpAddress address) {
        return address.version() == IpVersion.IPV4 ? address + ":" : "[" + address + "]:";
    }

    private static String word(TcpState state) {
        return switch (state) {
            case CLOSED -> "UNCONN";
            case ESTABLISHED -> "ESTAB";
            case SYN_RECEIVED -> "SYN-RECV";
            case SYN_SENT, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                state.name().replace('_', '-');
        };
    }

    private static String print(List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                boolean right = i == LOCAL_ADDRESS || i == PEER_ADDRESS;
                String cell = right ? Pad.left(row.get(i), widths[i]) : Pad.right(row.get(i), widths[i]);
                out.append(DELIMITERS.get(i)).append(cell);
            }
            out.append('\n');
        }
        return out.toString();
    }
}
