package io.sextant.protocol.bgp.message;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Octets of one connection in, messages out. The stream may be cut anywhere; {@link #next} says one of three things:
 * need more, here it is, it is broken. Messages are decoded one by one, because an OPEN changes how its successors read.
 *
 * <pre>
 *  0                        16       18     19
 * | marker, all octets 255 | length | type | body ... |
 * </pre>
 */
public final class BgpCodec {

    /** Octets of the header that every message has. */
    public static final int HEADER_OCTETS = 19;

    private static final int LENGTH_OFFSET = 16;
    private static final int TYPE_OFFSET = 18;

    private CodecContext context = CodecContext.INITIAL;
    private byte[] buffer = new byte[0];
    private int start;
    private boolean broken;
    private int lastStart;
    private int lastLength;

    /** What the octets so far amount to. */
    public sealed interface Decoded {
        /** No whole message yet. */
        record NeedMore() implements Decoded {
            static final NeedMore INSTANCE = new NeedMore();
        }

        /** A message and its length on the wire, header included. */
        record Complete(BgpMessage message, int lengthOctets) implements Decoded {}

        /** The stream is lost; the error is what to answer. Nothing follows it. */
        record Broken(BgpException error) implements Decoded {}
    }

    /** From the next message on, octets mean this. */
    public void use(CodecContext negotiated) {
        context = negotiated;
    }

    public CodecContext context() {
        return context;
    }

    /** Takes octets as TCP delivered them. What comes behind a broken message is ignored. */
    public void feed(byte[] chunk) {
        if (broken) {
            return;
        }
        byte[] joined = Arrays.copyOfRange(buffer, start, buffer.length + chunk.length);
        System.arraycopy(chunk, 0, joined, buffer.length - start, chunk.length);
        buffer = joined;
        start = 0;
        lastLength = 0;
    }

    /** The octets of the message that {@link #next} looked at last, as long as nothing was fed since; whole headers only. */
    public Optional<Octets> last() {
        return lastLength == 0
                ? Optional.empty()
                : Optional.of(Octets.of(Arrays.copyOfRange(buffer, lastStart, lastStart + lastLength)));
    }

    /** As {@link #feed(byte[])}. */
    public void feed(Octets chunk) {
        feed(chunk.array());
    }

    /** The next message, if it is all there. */
    public Decoded next() {
        int available = buffer.length - start;
        if (broken || available < HEADER_OCTETS) {
            return broken ? Decoded.NeedMore.INSTANCE : earlyVerdict(available);
        }
        try {
            int length = checkedLength();
            if (available < length) {
                return Decoded.NeedMore.INSTANCE;
            }
            lastStart = start;
            lastLength = length;
            BgpMessage message = decodeBody(length);
            start += length;
            return new Decoded.Complete(message, length);
        } catch (BgpException e) {
            broken = true;
            return new Decoded.Broken(e);
        }
    }

    /** A marker that has gone wrong is known before the header is whole. */
    private Decoded earlyVerdict(int available) {
        for (int i = 0; i < Math.min(available, LENGTH_OFFSET); i++) {
            if (buffer[start + i] != (byte) 0xFF) {
                broken = true;
                return new Decoded.Broken(notSynchronized());
            }
        }
        return Decoded.NeedMore.INSTANCE;
    }

    private int checkedLength() throws BgpException {
        for (int i = 0; i < LENGTH_OFFSET; i++) {
            if (buffer[start + i] != (byte) 0xFF) {
                throw notSynchronized();
            }
        }
        int at = start + LENGTH_OFFSET;
        int length = (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
        int typeCode = buffer[start + TYPE_OFFSET] & 0xFF;
        Optional<MessageType> type = MessageType.of(typeCode);
        if (length < HEADER_OCTETS || length > CodecContext.MAX_EXTENDED_MESSAGE_OCTETS) {
            throw badLength(at, length);
        }
        if (type.isEmpty()) {
            throw new BgpException(
                    Notification.of(Notification.HEADER_ERROR, Notification.BAD_TYPE, Octets.of((byte) typeCode)),
                    "message type " + typeCode);
        }
        boolean keepaliveTooLong = type.get() == MessageType.KEEPALIVE && length != HEADER_OCTETS;
        if (length < type.get().minLengthOctets() || length > context.maxOctets(type.get()) || keepaliveTooLong) {
            throw badLength(at, length);
        }
        return length;
    }

    private static BgpException notSynchronized() {
        return new BgpException(
                Notification.of(Notification.HEADER_ERROR, Notification.NOT_SYNCHRONIZED), "marker is not all ones");
    }

    /** RFC 4271 §6.1: the data is the erroneous length field. */
    private BgpException badLength(int at, int length) {
        return new BgpException(
                Notification.of(
                        Notification.HEADER_ERROR, Notification.BAD_LENGTH, Octets.of(buffer[at], buffer[at + 1])),
                "message length " + length);
    }

    private BgpMessage decodeBody(int length) throws BgpException {
        ByteReader in = new ByteReader(buffer, start + HEADER_OCTETS, length - HEADER_OCTETS);
        MessageType type = MessageType.of(buffer[start + TYPE_OFFSET]).orElseThrow();
        try {
            return switch (type) {
                case OPEN -> Open.decode(in);
                case UPDATE -> Update.decode(in, context);
                case NOTIFICATION -> Notification.decode(in);
                case KEEPALIVE -> Keepalive.INSTANCE;
                case ROUTE_REFRESH ->
                    RouteRefresh.decode(in, Octets.of(Arrays.copyOfRange(buffer, start, start + length)));
            };
        } catch (MalformedException e) {
            // The least lengths are checked above, so a body cut short is a length that lies.
            throw badLength(start + LENGTH_OFFSET, length);
        }
    }

    /**
     * The octets of one message.
     *
     * @throws IllegalArgumentException when the message does not fit the context's largest length: a fault of ours
     */
    public static byte[] encode(BgpMessage message, CodecContext context) {
        ByteWriter out = new ByteWriter(HEADER_OCTETS + 64);
        for (int i = 0; i < LENGTH_OFFSET; i++) {
            out.u8(0xFF);
        }
        out.u16(0).u8(message.type().code());
        if (message instanceof Open open) {
            open.encode(out);
        } else if (message instanceof Update update) {
            update.encode(out, context);
        } else if (message instanceof Notification notification) {
            notification.encode(out);
        } else if (message instanceof RouteRefresh refresh) {
            refresh.encode(out);
        }
        if (out.length() > context.maxOctets(message.type())) {
            throw new IllegalArgumentException(
                    message.type() + " of " + out.length() + " octets, at most " + context.maxOctets(message.type()));
        }
        return out.patchU16(LENGTH_OFFSET, out.length()).toBytes();
    }

    /** The octets of one message on this connection. */
    public byte[] encode(BgpMessage message) {
        return encode(message, context);
    }
}
