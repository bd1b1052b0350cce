package io.sextant.lab.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads a text file without trusting it: its size is asked before it is read, and it must be UTF-8 without control characters. */
public final class TextFile {

    /** A scenario is a page; a file above this size is something else. */
    public static final long MAXIMUM_OCTETS = 1_048_576;

    private static final long MEBI = 1_048_576;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * The file's text, or nothing after a problem.
     *
     * @param asked where to report a file that cannot be read at all
     */
    public static Optional<String> read(Path file, Position asked, Problems problems) {
        return read(file, asked, MAXIMUM_OCTETS, problems);
    }

    /** The same for a kind of file that may be larger, or must be smaller. */
    public static Optional<String> read(Path file, Position asked, long maximumOctets, Problems problems) {
        try {
            if (Files.isDirectory(file)) {
                problems.error(asked, "expected a file, found the folder '" + file + "'");
                return Optional.empty();
            }
            long octets = Files.size(file);
            if (octets > maximumOctets) {
                problems.error(asked, tooLarge(file, octets, maximumOctets));
                return Optional.empty();
            }
            return decode(file, Files.readAllBytes(file), problems);
        } catch (NoSuchFileException e) {
            problems.error(asked, "there is no file '" + file + "'");
        } catch (IOException e) {
            problems.error(asked, "cannot read '" + file + "': " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String tooLarge(Path file, long octets, long maximum) {
        long mebi = maximum / MEBI;
        return String.format(
                Locale.ROOT, "'%s' has %,d octets, expected at most %,d (%d MiB)", file, octets, maximum, mebi);
    }

    private static Optional<String> decode(Path file, byte[] octets, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String octet = String.format(Locale.ROOT, "0x%02X", octets[in.position()]);
            problems.error(
                    positionAfter(file, text, text.length()),
                    "expected UTF-8 text, found the octet " + octet + " at offset " + in.position());
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' && c != 0x85) {
                String point = String.format(Locale.ROOT, "U+%04X", (int) c);
                problems.error(positionAfter(file, text, i), "expected text, found the control character " + point);
                return Optional.empty();
            }
        }
        return Optional.of(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    }

    private static Position positionAfter(Path file, String text, int end) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(file, line, column);
    }
}
