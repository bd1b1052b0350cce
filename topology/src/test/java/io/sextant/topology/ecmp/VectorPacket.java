package io.sextant.topology.ecmp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes the octets of the packet a vector describes. */
final class VectorPacket {
    private VectorPacket() {}

    static byte[] of(JsonNode vector) {
        try {
            return vector.get("family").asInt() == 4 ? ipv4(vector) : ipv6(vector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ipv4(JsonNode vector) throws IOException {
        byte[] payload = payload(vector);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(0x4500);
        out.writeShort(20 + payload.length);
        out.writeShort(0x1234);
        out.writeShort(
                switch (vector.path("fragment").asText()) {
                    case "first" -> 0x2000;
                    case "rest" -> 0x0010;
                    default -> 0x4000;
                });
        out.writeByte(64);
        out.writeByte(vector.get("proto").asInt());
        out.writeShort(0);
        out.write(address(vector.get("src").asText()));
        out.write(address(vector.get("dst").asText()));
        out.write(payload);
        return octets.toByteArray();
    }

    private static byte[] ipv6(JsonNode vector) throws IOException {
        byte[] payload = payload(vector);
        int next = vector.get("proto").asInt();
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        if (vector.has("fragment")) {
            DataOutputStream header = new DataOutputStream(extensions);
            header.writeByte(next);
            header.writeByte(0);
            header.writeShort(vector.get("fragment").asText().equals("first") ? 1 : 0x80);
            header.writeInt(7);
            next = 44;
        } else if (vector.path("hopopt").asBoolean()) {
            extensions.write(new byte[] {(byte) next, 0, 1, 4, 0, 0, 0, 0});
            next = 0;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeInt(0x60000000 | vector.path("flowlabel").asInt());
        out.writeShort(extensions.size() + payload.length);
        out.writeByte(next);
        out.writeByte(64);
        out.write(address(vector.get("src").asText()));
        out.write(address(vector.get("dst").asText()));
        out.write(extensions.toByteArray());
        out.write(payload);
        return octets.toByteArray();
    }

    private static byte[] payload(JsonNode vector) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        if (vector.path("fragment").asText().equals("rest")) {
            out.writeLong(0x0102030405060708L);
            return octets.toByteArray();
        }
        int protocol = vector.get("proto").asInt();
        switch (protocol) {
            case 1, 58 -> icmp(out, vector, protocol);
            case 47 -> {
                out.writeShort(0);
                out.writeShort(vector.get("inner").get("family").asInt() == 4 ? 0x0800 : 0x86dd);
                out.write(of(vector.get("inner")));
            }
            case 4, 41 -> out.write(of(vector.get("inner")));
            case 50 -> {
                out.writeInt((int) vector.get("spi").asLong());
                out.writeLong(1);
            }
            case 51 -> {
                out.writeInt(0x3b040000);
                out.writeInt((int) vector.get("spi").asLong());
                out.writeLong(1);
            }
            default -> {
                out.writeShort(vector.path("sport").asInt());
                out.writeShort(vector.path("dport").asInt());
                out.writeLong(8);
                out.writeLong(0);
            }
        }
        return octets.toByteArray();
    }

    private static void icmp(DataOutputStream out, JsonNode vector, int protocol) throws IOException {
        boolean error = vector.path("icmpError").asBoolean();
        int type = protocol == 1 ? (error ? 11 : 8) : (error ? 3 : 128);
        out.writeShort(type << 8);
        out.writeShort(0);
        out.writeInt(0x00070001);
        if (error) {
            out.write(of(vector.get("inner")));
        }
    }
}
