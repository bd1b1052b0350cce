package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the packets of a little-endian pcapng file, block by block, knowing nothing of our writer. */
final class PcapngPackets {

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK_FRAME_OCTETS = 12;

    private PcapngPackets() {}

    /**
     * Hands out every packet's octets.
     *
     * @return how many there were
     */
    static long read(Path file, Consumer<byte[]> reader) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), reader);
        }
    }

    private static long read(ByteBuffer file, Consumer<byte[]> reader) {
        ByteBuffer in = file.order(ByteOrder.LITTLE_ENDIAN);
        int interfaces = 0;
        long packets = 0;
        while (in.hasRemaining()) {
            int start = in.position();
            int type = in.getInt();
            int length = in.getInt();
            expect(length >= BLOCK_FRAME_OCTETS, "block length " + length);
            expect(in.getInt(start + length - 4) == length, "closing length of the block at " + start);
            if (type == INTERFACE) {
                interfaces++;
            } else if (type == ENHANCED_PACKET) {
                int number = in.getInt();
                expect(number >= 0 && number < interfaces, "interface " + number + " of " + interfaces);
                in.getLong(); // the time
                int captured = in.getInt();
                expect(in.getInt() == captured, "something is cut off at " + start);
                byte[] octets = new byte[captured];
                in.get(octets);
                reader.accept(octets);
                packets++;
            } else {
                expect(type == SECTION_HEADER || type == STATISTICS, "block type " + type);
            }
            in.position(start + length);
        }
        return packets;
    }

    /** AssertJ's words for each of some 100,000 packets would take longer than reading them. */
    private static void expect(boolean holds, String what) {
        if (!holds) {
            assertThat(holds).as(what).isTrue();
        }
    }
}
