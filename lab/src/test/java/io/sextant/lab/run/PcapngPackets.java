package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the packets of a little-endian pcapng file, block by block, knowing nothing of our writer. */
final class PcapngPackets {

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK_FRAME_OCTETS = 12;

    private PcapngPackets() {}

    static List<byte[]> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> packets = new ArrayList<>();
        int interfaces = 0;
        while (in.hasRemaining()) {
            int start = in.position();
            int type = in.getInt();
            int length = in.getInt();
            assertThat(length).as("block length").isGreaterThanOrEqualTo(BLOCK_FRAME_OCTETS);
            assertThat(in.getInt(start + length - 4)).as("closing length").isEqualTo(length);
            assertThat(type).isIn(SECTION_HEADER, INTERFACE, STATISTICS, ENHANCED_PACKET);
            if (type == INTERFACE) {
                interfaces++;
            } else if (type == ENHANCED_PACKET) {
                assertThat(in.getInt()).as("interface").isBetween(0, interfaces - 1);
                in.getLong(); // the time
                int captured = in.getInt();
                int original = in.getInt();
                assertThat(captured).as("nothing is cut off").isEqualTo(original);
                byte[] octets = new byte[captured];
                in.get(octets);
                packets.add(octets);
            }
            in.position(start + length);
        }
        return packets;
    }
}
