package io.sextant.topology.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strict reader of what the format promises, independent of the writer. */
final class PcapngReader {
    record Interface(String name, String description, int snapOctets, int resolution, int linkType) {}

    record Packet(
            int interfaceIndex,
            long unixNanos,
            ByteBuffer octets,
            int originalOctets,
            int flags,
            long packetId,
            String comment) {}

    record Statistics(int interfaceIndex, long unixNanos, long received, long dropped) {}

    record Capture(String application, List<Interface> interfaces, List<Packet> packets, List<Statistics> statistics) {}

    private PcapngReader() {}

    static Capture read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        String application = "";
        List<Interface> interfaces = new ArrayList<>();
        List<Packet> packets = new ArrayList<>();
        List<Statistics> statistics = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.getInt();
            int length = in.getInt();
            require(length % 4 == 0 && length >= 12, "block length " + length);
            ByteBuffer body = in.slice(in.position(), length - 12).order(ByteOrder.LITTLE_ENDIAN);
            in.position(in.position() + length - 12);
            require(in.getInt() == length, "closing length");
            switch (type) {
                case 0x0a0d0d0a -> application = section(body);
                case 1 -> interfaces.add(interfaceOf(body));
                case 5 -> statistics.add(statisticsOf(body));
                case 6 -> packets.add(packetOf(body));
                default -> throw new AssertionError("block type " + type);
            }
        }
        return new Capture(application, interfaces, packets, statistics);
    }

    private static String section(ByteBuffer body) {
        require(body.getInt() == 0x1a2b3c4d, "byte order");
        require(body.getShort() == 1 && body.getShort() == 0, "version");
        require(body.getLong() == -1, "section length");
        return text(options(body).get(4));
    }

    private static Interface interfaceOf(ByteBuffer body) {
        int linkType = body.getShort();
        body.getShort();
        int snapOctets = body.getInt();
        Map<Integer, byte[]> options = options(body);
        return new Interface(
                text(options.get(2)),
                text(options.get(3)),
                snapOctets,
                required(options, 9).get(),
                linkType);
    }

    private static Packet packetOf(ByteBuffer body) {
        int interfaceIndex = body.getInt();
        long time = time(body);
        byte[] octets = new byte[body.getInt()];
        int original = body.getInt();
        body.get(octets);
        skipPadding(body, octets.length);
        Map<Integer, byte[]> options = options(body);
        return new Packet(
                interfaceIndex,
                time,
                ByteBuffer.wrap(octets),
                original,
                required(options, 2).getInt(),
                required(options, 5).getLong(),
                text(options.get(1)));
    }

    private static Statistics statisticsOf(ByteBuffer body) {
        int interfaceIndex = body.getInt();
        long time = time(body);
        Map<Integer, byte[]> options = options(body);
        return new Statistics(
                interfaceIndex,
                time,
                required(options, 4).getLong(),
                required(options, 5).getLong());
    }

    private static long time(ByteBuffer body) {
        long high = Integer.toUnsignedLong(body.getInt());
        return high << 32 | Integer.toUnsignedLong(body.getInt());
    }

    private static Map<Integer, byte[]> options(ByteBuffer body) {
        Map<Integer, byte[]> options = new LinkedHashMap<>();
        while (true) {
            int code = body.getShort();
            byte[] value = new byte[Short.toUnsignedInt(body.getShort())];
            if (code == 0) {
                require(value.length == 0 && !body.hasRemaining(), "end of options");
                return options;
            }
            body.get(value);
            skipPadding(body, value.length);
            require(options.put(code, value) == null, "option " + code + " twice");
        }
    }

    private static void skipPadding(ByteBuffer body, int octets) {
        for (int i = octets; i % 4 != 0; i++) {
            require(body.get() == 0, "padding");
        }
    }

    private static ByteBuffer required(Map<Integer, byte[]> options, int code) {
        byte[] value = options.get(code);
        if (value == null) {
            throw new AssertionError("pcapng: no option " + code);
        }
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(byte @Nullable [] octets) {
        return octets == null ? "" : new String(octets, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("pcapng: bad " + what);
        }
    }
}
