package io.sextant.protocol.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces that arrived before their turn: in sequence order, without overlap, within a bound. */
final class Reassembly {

    /** However small the pieces, no more of them are kept. */
    private static final int MAX_PIECES = 1024;

    private record Piece(int from, int to) {}

    private final List<Piece> places = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private final int maxOctets;
    private int octets;

    Reassembly(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    int octets() {
        return octets;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Keeps what of the payload is new; says whether it was kept (also when nothing was new). */
    boolean add(int from, byte[] payload) {
        if (places.size() >= MAX_PIECES || octets + payload.length > maxOctets) {
            return false;
        }
        int at = 0;
        int start = from;
        int end = from + payload.length;
        while (at < places.size() && Seq.isBefore(start, end)) {
            Piece piece = places.get(at);
            if (Seq.isBefore(start, piece.from)) {
                int stop = Seq.earlier(end, piece.from);
                insert(at++, start, stop, from, payload);
            }
            start = Seq.later(start, piece.to);
            at++;
        }
        if (Seq.isBefore(start, end)) {
            insert(places.size(), start, end, from, payload);
        }
        return true;
    }

    /** Takes the piece whose turn it is, cut at its front if need be, or nothing. Pieces wholly before are forgotten. */
    byte @Nullable [] takeAt(int next) {
        while (!places.isEmpty() && !Seq.isAfter(places.get(0).from, next)) {
            Piece piece = places.remove(0);
            byte[] content = contents.remove(0);
            octets -= content.length;
            if (Seq.isAfter(piece.to, next)) {
                int known = next - piece.from;
                return known == 0 ? content : Arrays.copyOfRange(content, known, content.length);
            }
        }
        return null;
    }

    private void insert(int index, int start, int stop, int from, byte[] payload) {
        places.add(index, new Piece(start, stop));
        contents.add(index, Arrays.copyOfRange(payload, start - from, stop - from));
        octets += stop - start;
    }
}
